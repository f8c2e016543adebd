// Every figure of the site: what assistive technology is told of it, the table beneath it, and whether its words can be read.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, nothing, open, shared } from './browser.mjs';
import { onDisk, pages, read } from './site.mjs';

const illustrated = pages.filter((page) => read(page).includes('<svg'));
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('there are figures to test', () => {
  for (const page of ['index.html', 'timeline.html', 'countries/malaysia.html']) assert.ok(illustrated.includes(page), page);
});

test('every figure has a name and a description for those who do not see it, and its table beneath it', async () => {
  const found = [];
  await shared(illustrated, () => open(browser), async (page, name) => {
    await page.goto(onDisk(name));
    const problems = await page.evaluate(figureProblems);
    const drawn = await page.locator('svg[role=img]').evaluateAll((all) =>
      all.map((svg) => ({ name: svg.querySelector(':scope > title')?.textContent, description: svg.querySelector(':scope > desc')?.textContent })));
    const announced = JSON.stringify(await images(page));
    if (announced !== JSON.stringify(drawn)) problems.push(`announced as ${announced} instead of ${JSON.stringify(drawn)}`);
    if (drawn.some(({ name, description }) => !name || !description)) problems.push('a figure without title or description');
    found.push(...problems.map((problem) => `${name}: ${problem}`));
  });
  nothing(found.sort(), 'figures with something wrong');
});

for (const width of [320, 1280])
  test(`the words of every figure can be read at ${width} px: large enough, whole, and not over one another`, async () => {
    const found = [];
    await shared(illustrated, () => open(browser, { width }), async (page, name) => {
      await page.goto(onDisk(name));
      found.push(...(await page.evaluate(wordProblems)).map((problem) => `${name}: ${problem}`));
    });
    nothing(found.sort(), 'words that can not be read');
  });

test('a figure that is wider than the window is scrolled by keyboard', async () => {
  const page = await open(browser, { width: 360 });
  await page.goto(onDisk('timeline.html'));
  const region = page.locator('.figure-scroll').first();
  await region.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('.figure-scroll').scrollLeft > 0);
});

test('the links of a figure lead to itself and to its data', async () => {
  const page = await open(browser);
  await page.goto(onDisk('index.html'));
  const figure = page.locator('figure').first();
  const id = await figure.getAttribute('id');
  await figure.getByRole('link', { name: 'Link to this figure' }).click();
  assert.equal(await page.evaluate(() => document.querySelector(':target').id), id);
  await figure.getByRole('link', { name: 'Data behind it' }).click();
  await page.waitForURL(/data\//);
  assert.equal(await page.locator('h1').count(), 1);
});

/** The images of the accessibility tree, as the browser hands it to a screen reader. */
async function images(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter((node) => !node.ignored && ['image', 'img'].includes(node.role?.value))
    .map((node) => ({ name: node.name?.value ?? '', description: node.description?.value ?? '' }));
}

/** Runs in the page. */
function figureProblems() {
  const problems = [];
  for (const svg of document.querySelectorAll('main svg')) {
    const figure = svg.closest('figure');
    const label = figure?.id || svg.textContent.slice(0, 40);
    if (svg.getAttribute('role') !== 'img' && svg.getAttribute('aria-hidden') !== 'true') problems.push(`${label}: neither an image nor hidden`);
    if (!figure) problems.push(`${label}: not in a figure`);
    const table = figure?.querySelector('table');
    if (!table) problems.push(`${label}: no table`);
    else if (!table.caption || table.querySelectorAll('tbody tr').length === 0) problems.push(`${label}: a table without caption or rows`);
    else if (!table.checkVisibility()) problems.push(`${label}: a table that is not shown`);
    for (const part of ['headline', 'subtitle', 'limit']) {
      if (!figure?.querySelector(`.figure-${part}`)?.textContent.trim()) problems.push(`${label}: no ${part}`);
    }
  }
  return problems;
}

/** Runs in the page. Sizes are those on the screen. */
function wordProblems() {
  const problems = [];
  const least = parseFloat(getComputedStyle(document.body).fontSize) - 2;
  for (const svg of document.querySelectorAll('main svg[role=img]')) {
    const label = svg.closest('figure')?.id;
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    const words = [...svg.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }));
    for (const { text, box } of words) {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < least - 0.05) problems.push(`${label}: “${text.textContent}” is ${size.toFixed(1)} px`);
      const isCut = box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
      if (isCut) problems.push(`${label}: “${text.textContent}” is cut off`);
    }
    words.forEach((one, index) => {
      for (const other of words.slice(index + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Line boxes are taller than letters: a third of a line may be shared before letters meet.
        if (across > 2 && down > one.box.height / 3) problems.push(`${label}: “${one.text.textContent}” over “${other.text.textContent}”`);
      }
    });
  }
  return problems;
}
