// One page of each kind in every mode: four widths, light and dark, script on and off, from disk and over http in a sub-path.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, listen, nothing, open, overflow, serve, shared } from './browser.mjs';
import { kinds, onDisk } from './site.mjs';

// 320 px is also what is left of 1,280 px at a zoom of 400 %.
const widths = [320, 360, 768, 1280];
const modes = [];
for (const from of ['disk', 'http'])
  for (const colorScheme of ['light', 'dark'])
    for (const javaScriptEnabled of [true, false]) modes.push({ from, colorScheme, javaScriptEnabled });

let browser;
let served;
before(async () => {
  browser = await launch();
  served = await serve();
});
after(async () => {
  await browser.close();
  await served.close();
});

for (const { from, ...mode } of modes) {
  const name = `${from}, ${mode.colorScheme}, script ${mode.javaScriptEnabled ? 'on' : 'off'}`;
  test(`${name}: no page scrolls sideways at any width, asks for anything elsewhere or says anything`, async () => {
    const address = from === 'disk' ? onDisk : served.at;
    const found = [];
    const start = async () => {
      const page = await open(browser, mode);
      return { page, heard: listen(page) };
    };
    await shared(kinds, start, async ({ page, heard }, kind) => {
      heard.requests = [];
      heard.messages = [];
      await page.goto(address(kind));
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        found.push(...(await overflow(page)).map((line) => `${kind} at ${width} px: ${line}`));
      }
      const elsewhere = heard.requests.filter((url) => !url.startsWith(address('')));
      found.push(...[...elsewhere, ...heard.messages].map((line) => `${kind}: ${line}`));
    });
    nothing(found.sort(), 'pages with something wrong');
    assert.deepEqual(served.missing, []);
  });
}

test('axe finds nothing at the narrowest and the widest, in light and dark', async () => {
  const found = [];
  await shared(kinds, () => open(browser), async (page, kind) => {
    await page.goto(onDisk(kind));
    for (const [width, colorScheme] of [[320, 'light'], [320, 'dark'], [1280, 'light'], [1280, 'dark']]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      found.push(...(await axe(page)).map((line) => `${kind} at ${width} px, ${colorScheme}: ${line}`));
    }
  });
  nothing(found.sort(), 'findings of axe');
});

test('every link of the masthead lands, from disk and over http, from the top and from a folder', async () => {
  const page = await open(browser);
  for (const address of [onDisk, served.at])
    for (const start of ['index.html', 'grants/malaysia-fy2023.html']) {
      await page.goto(address(start));
      const links = await page.locator('.masthead a').evaluateAll((all) => all.map((link) => link.href));
      assert.ok(links.length >= 8, `${start} has ${links.length} links in its masthead`);
      for (const [index, href] of links.entries()) {
        await page.goto(address(start));
        await page.locator('.masthead a').nth(index).click();
        await page.waitForURL(href);
        assert.equal(await page.locator('main h1').count(), 1, `${href} has no page behind it`);
      }
    }
  assert.deepEqual(served.missing, []);
});
