// Notes lead there and back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { kinds, onDisk, read } from './site.mjs';

const noted = kinds.filter((page) => read(page).includes('class="note-reference"'));
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('there are notes to test', () => assert.ok(noted.length > 8, noted.join(', ')));

for (const width of [360, 1280])
  test(`at ${width} px a note reference leads to its note, which is marked, and the note leads back`, async () => {
    const page = await open(browser, { width });
    for (const name of noted) {
      await page.goto(onDisk(name));
      const reference = page.locator('main .note-reference a:visible').first();
      const from = await reference.getAttribute('id');
      const to = (await reference.getAttribute('href')).slice(1);
      assert.match(from, /^page\.ref\.\d+\.\d+$/, name);
      assert.match(to, /^page\.note\.\d+$/, name);
      await reference.click();
      assert.deepEqual(await page.evaluate(place), { hash: `#${to}`, target: to, inView: true, marked: true }, name);
      await page.locator(`[id="${to}"] .note-back[href="#${from}"]`).click();
      assert.deepEqual(await page.evaluate(place), { hash: `#${from}`, target: from, inView: true, marked: true }, name);
    }
  });

/** Runs in the page: where the reader stands. A target is marked if its background is not that of what is around it. */
function place() {
  const target = document.querySelector(':target');
  if (!target) return { hash: location.hash, target: null };
  const box = target.getBoundingClientRect();
  return {
    hash: location.hash,
    target: target.id,
    inView: box.bottom > 0 && box.top < window.innerHeight,
    marked: getComputedStyle(target).backgroundColor !== getComputedStyle(target.parentElement).backgroundColor,
  };
}
