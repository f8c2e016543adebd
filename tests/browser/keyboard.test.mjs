// The keyboard alone: the skip link, the order of the stops, and whether one sees where one is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, nothing, open, shared } from './browser.mjs';
import { kinds, onDisk, read } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const withMasthead = kinds.filter((page) => read(page).includes('class="masthead"'));

test('the first stop is the skip link; it is shown, and leads into main', async () => {
  const page = await open(browser, { width: 360 });
  for (const name of withMasthead) {
    await page.goto(onDisk(name));
    await page.keyboard.press('Tab');
    const skip = await page.evaluate(() => {
      const { left, top, width, height } = document.activeElement.getBoundingClientRect();
      return { class: document.activeElement.className, isShown: left >= 0 && top >= 0 && width > 24 && height >= 24 };
    });
    assert.deepEqual(skip, { class: 'skip-link', isShown: true }, name);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'main', name);
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null), name);
  }
});

test('the tab key stops at everything that can be used, in the order of the page, and every stop is seen', async () => {
  const found = [];
  await shared(kinds, () => open(browser), async (page, name) => {
    await page.goto(onDisk(name));
    const count = await page.evaluate(expectStops);
    for (let stop = 0; stop < count; stop += 1) await page.keyboard.press('Tab');
    found.push(...(await page.evaluate(stopProblems)).map((problem) => `${name}: ${problem}`));
  });
  nothing(found.sort(), 'stops that are wrong');
});

/** Runs in the page: lists what the tab key should reach, and begins to write down what it does reach. */
function expectStops() {
  const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  globalThis.expected = [...document.querySelectorAll(usable)].filter((element) => element.checkVisibility() && !element.disabled);
  globalThis.reached = [];
  document.addEventListener('focusin', ({ target }) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    const box = target.getBoundingClientRect();
    const isInView = box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth;
    globalThis.reached.push({ target, isSeen: isInView && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 });
  });
  return globalThis.expected.length;
}

/** Runs in the page. */
function stopProblems() {
  const name = (element) => (element ? `${element.localName} “${element.textContent.trim().slice(0, 40)}” ${element.getAttribute('href') ?? ''}` : 'nothing');
  const { expected, reached } = globalThis;
  const problems = reached.filter(({ isSeen }) => !isSeen).map(({ target }) => `${name(target)} is reached but not seen`);
  const wrong = expected.findIndex((element, index) => element !== reached[index]?.target);
  if (wrong >= 0) problems.push(`stop ${wrong + 1} of ${expected.length} is ${name(reached[wrong]?.target)} instead of ${name(expected[wrong])}`);
  return problems;
}
