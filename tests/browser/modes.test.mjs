// Other ways of showing a page: on paper, in the colours of a system that forces them, and with less motion.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, nothing, open, overflow } from './browser.mjs';
import { kinds, onDisk, pages, read } from './site.mjs';

const typical = ['index.html', 'grants/malaysia-fy2023.html', 'timeline.html'];
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('print is black on white even in the dark, without navigation, with nothing cut off', async () => {
  const page = await open(browser, { width: 718 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  // The page for what is not found has no style sheet where the site does not know its own address.
  for (const name of kinds.filter((kind) => read(kind).includes('rel="stylesheet"'))) {
    await page.goto(onDisk(name));
    const printed = await page.evaluate(() => {
      const shown = (selector) => [...document.querySelectorAll(selector)].some((element) => element.checkVisibility());
      const { backgroundColor, color } = getComputedStyle(document.body);
      const scrollers = [...document.querySelectorAll('.table-scroll')];
      return {
        backgroundColor,
        color,
        navigation: shown('.masthead-nav, .footer-nav, .skip-link, .note-back'),
        cut: scrollers.some((scroller) => getComputedStyle(scroller).overflowX !== 'visible'),
      };
    });
    assert.deepEqual(printed, { backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)', navigation: false, cut: false }, name);
  }
});

test('print gives the address of every source that a note cites', async () => {
  const page = await open(browser);
  await page.emulateMedia({ media: 'print' });
  await page.goto(onDisk('grants/malaysia-fy2023.html'));
  const originals = await page.locator('.notes .original').evaluateAll((links) =>
    links.map((link) => ({ printed: getComputedStyle(link, '::after').content, address: link.getAttribute('href') })));
  assert.ok(originals.length > 5);
  nothing(originals.filter(({ printed, address }) => !printed.includes(address)).map(({ address }) => address), 'addresses left out');
});

test('a country prints as a brief of two pages of A4', async () => {
  const page = await open(browser);
  const found = [];
  for (const name of pages.filter((page) => /^countries\/(?!index)/.test(page))) {
    await page.goto(onDisk(name));
    const paper = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
    const sheets = paper.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    if (sheets > 2) found.push(`${name}: ${sheets} pages`);
  }
  nothing(found, 'countries that need more paper');
});

for (const colorScheme of ['light', 'dark'])
  test(`forced colours, ${colorScheme}: axe finds nothing, nothing scrolls sideways, focus is seen`, async () => {
    const page = await open(browser, { width: 360, forcedColors: 'active', colorScheme });
    const found = [];
    for (const name of typical) {
      await page.goto(onDisk(name));
      found.push(...(await axe(page)), ...(await overflow(page)));
      await page.locator('main a:visible').first().focus();
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      if (outline === 'none') found.push(`${name}: focus is not seen`);
    }
    nothing(found, 'faults in forced colours');
  });

test('nothing moves by itself, and least of all where less motion is asked for', async () => {
  const page = await open(browser, { reducedMotion: 'reduce' });
  const found = [];
  for (const name of typical) {
    await page.goto(onDisk(name));
    found.push(...(await axe(page)), ...(await overflow(page)));
    const moving = await page.evaluate(() => {
      const moves = (element) => parseFloat(getComputedStyle(element).transitionDuration) > 0 || getComputedStyle(element).scrollBehavior === 'smooth';
      return document.getAnimations().length + [...document.querySelectorAll('*')].filter(moves).length;
    });
    if (moving > 0) found.push(`${name}: ${moving} things move`);
  }
  nothing(found, 'faults with less motion');
});
