// One page of each kind at every width that matters, under two sets of fonts: nothing scrolls sideways, nothing is cut.
//
// DejaVu, all that a bare Debian has, is a fifth wider than the fonts of most readers; what fits in both fits anywhere.

import { after, before, test } from 'node:test';
import { fontSets, launch, nothing, open, overflow, shared } from './browser.mjs';
import { kinds, onDisk } from './site.mjs';

const widths = [320, 360, 768, 1024, 1280, 1920];

for (const fonts of fontSets) {
  let browser;
  before(async () => { browser = await launch(fonts); });
  after(() => browser.close());

  test(`${fonts} fonts: no page scrolls sideways at ${widths.join(', ')} px, and no words are cut or stick out`, async () => {
    const found = [];
    await shared(kinds, () => open(browser), async (page, kind) => {
      await page.goto(onDisk(kind));
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const problems = [...(await overflow(page)), ...(await page.evaluate(cutWords)), ...(await page.evaluate(scrollers, width))];
        found.push(...problems.map((problem) => `${kind} at ${width} px: ${problem}`));
      }
    });
    nothing(found.sort(), 'faults of layout');
  });
}

/** Runs in the page: cells and other boxes of words that are wider than their room, or that lie over their neighbour. */
function cutWords() {
  const problems = [];
  const isHidden = (element) => element.closest('.visually-hidden') || getComputedStyle(element).clipPath !== 'none';
  for (const box of document.querySelectorAll('figure th, figure td, table th, table td, dd, dt, .tile, .steps > span, .strip dd, .key li, figcaption p')) {
    // What stands in the margin sticks out of its paragraph by design.
    if (isHidden(box) || box.querySelector('.margin-note')) continue;
    if (box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0) problems.push(`“${box.textContent.trim().slice(0, 40)}” needs ${box.scrollWidth} of ${box.clientWidth} px`);
    const over = getComputedStyle(box).textOverflow;
    if (over === 'ellipsis') problems.push(`“${box.textContent.trim().slice(0, 40)}” is cut`);
  }
  return problems;
}

/** Runs in the page: regions that must be scrolled, from the width of a tablet held wide. */
function scrollers(width) {
  if (width < 1024) return [];
  const regions = [...document.querySelectorAll('.table-scroll')].filter((region) => region.scrollWidth > region.clientWidth + 1);
  return regions.map((region) => `${region.getAttribute('aria-label')}: needs ${region.scrollWidth} of ${region.clientWidth} px`);
}
