// Every figure of the site: its table, what its rows draw, what is heard of it, and that nothing of it hides or is cut.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, nothing, open, shared } from './browser.mjs';
import { onDisk, pages, read } from './site.mjs';

const illustrated = pages.filter((page) => read(page).includes('<figure'));
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('there are figures to test', () => {
  for (const page of ['index.html', 'timeline.html', 'countries/malaysia.html']) assert.ok(illustrated.includes(page), page);
});

test('every figure says in words what it shows, and draws only what its rows say', async () => {
  const found = [];
  await shared(illustrated, () => open(browser), async (page, name) => {
    await page.goto(onDisk(name));
    found.push(...(await page.evaluate(figureProblems)).map((problem) => `${name}: ${problem}`));
  });
  nothing(found.sort(), 'figures with something wrong');
});

test('a lane is drawn where its dates are', async () => {
  const page = await open(browser);
  await page.goto(onDisk('timeline.html'));
  const lanes = await page.evaluate(readLanes);
  assert.ok(lanes.length > 10);
  const years = lanes[0].years;
  // Each year is as wide as the others and begins in April.
  const at = (date) => (date.getTime() - Date.UTC(years[0], 3, 1)) / (Date.UTC(years[0] + years.length, 3, 1) - Date.UTC(years[0], 3, 1));
  let compared = 0;
  for (const { grant, from, ends, ring, dots, wait } of lanes) {
    if (from === null) {
      assert.deepEqual({ grant, ring, dots }, { grant, ring: null, dots: [] });
      continue;
    }
    const near = (drawn, said, what) => assert.ok(Math.abs(drawn - at(new Date(`${said} UTC`))) < 0.004, `${grant}: ${what} at ${drawn}, ${said} at ${at(new Date(`${said} UTC`))}`);
    near(ring, from, 'the ring');
    assert.equal(dots.length, ends.length, grant);
    dots.forEach((dot, index) => near(dot, ends[index], 'a dot'));
    assert.ok(Math.abs(wait.from - ring) < 0.001 && wait.to >= Math.max(...dots, ring) - 0.001, `${grant}: the line`);
    compared += 1 + dots.length;
  }
  assert.ok(compared >= 20, `${compared} dates compared`);
});

test('without its style sheet a figure still reads: name, words and numbers of every row, in order', async () => {
  const page = await open(browser);
  const found = [];
  for (const name of ['index.html', 'timeline.html', 'equipment/index.html', 'countries/index.html']) {
    await page.goto(onDisk(name));
    const styled = await page.evaluate(readRows);
    await page.evaluate(() => document.querySelectorAll('link[rel=stylesheet]').forEach((link) => { link.disabled = true; }));
    const bare = await page.evaluate(readRows);
    if (JSON.stringify(bare) !== JSON.stringify(styled)) found.push(`${name}: ${JSON.stringify(bare.slice(0, 3))}`);
    const hidden = await page.evaluate(() => [...document.querySelectorAll('figure td, figure th, figure li')].filter((cell) => cell.textContent.trim() && !cell.checkVisibility()).length);
    if (hidden > 0) found.push(`${name}: ${hidden} cells are not shown`);
    assert.ok(styled.length > 3, name);
  }
  nothing(found, 'figures that need their style sheet');
});

for (const width of [320, 1280])
  test(`at ${width} px the accessibility tree has every figure as a table with its rows, headers and cells`, async () => {
    const found = [];
    const page = await open(browser, { width });
    for (const name of ['index.html', 'timeline.html', 'years/index.html', 'equipment/index.html', 'disagreements/malaysia-fy2023-amount.html']) {
      await page.goto(onDisk(name));
      const written = await page.locator('table.chart').evaluateAll((tables) => tables.map((table) => ({
        name: table.getAttribute('aria-label'),
        rows: table.rows.length,
        rowheaders: table.querySelectorAll('tbody th').length,
        columnheaders: table.querySelectorAll('thead th').length,
      })));
      const heard = await tables(page);
      if (JSON.stringify(heard) !== JSON.stringify(written)) found.push(`${name}: heard ${JSON.stringify(heard)}, written ${JSON.stringify(written)}`);
    }
    nothing(found, 'tables that are not heard as they are written');
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

/** The charts of the accessibility tree, as the browser hands them to a screen reader. */
async function tables(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const below = (node) => [node, ...(node.childIds ?? []).flatMap((id) => (byId.has(id) ? below(byId.get(id)) : []))];
  const charts = nodes.filter((node) => !node.ignored && node.role?.value === 'table' && insideFigure(node));
  function insideFigure(node) {
    for (let up = byId.get(node.parentId); up; up = byId.get(up.parentId)) if (up.role?.value === 'figure') return true;
    return false;
  }
  return charts.map((chart) => {
    const inside = below(chart).filter((node) => !node.ignored).map((node) => node.role?.value);
    const count = (role) => inside.filter((other) => other === role).length;
    return { name: chart.name.value, rows: count('row'), rowheaders: count('rowheader'), columnheaders: count('columnheader') };
  });
}

/** Runs in the page. */
function figureProblems() {
  const problems = [];
  for (const svg of document.querySelectorAll('main svg')) {
    if (svg.ownerSVGElement) continue;
    const label = svg.closest('figure')?.id ?? svg.parentElement.textContent.trim().slice(0, 40);
    if (svg.getAttribute('aria-hidden') !== 'true') problems.push(`${label}: a drawing that is not hidden from assistive technology`);
    if (svg.querySelector('text') && !svg.matches('.map')) problems.push(`${label}: words that are drawn`);
    const stretches = [...svg.querySelectorAll('[x], [x1], [cx], [width]')].filter((shape) => svg.matches('.drawing') && shape.localName !== 'svg');
    for (const shape of stretches)
      for (const attribute of ['x', 'x1', 'x2', 'cx', 'width']) {
        if (shape.hasAttribute(attribute) && !/^[0-9.]+%$/.test(shape.getAttribute(attribute))) problems.push(`${label}: ${attribute}="${shape.getAttribute(attribute)}"`);
      }
  }
  for (const figure of document.querySelectorAll('figure')) {
    for (const part of ['headline', 'subtitle', 'limit']) {
      if (!figure.querySelector(`.figure-${part}`)?.textContent.trim()) problems.push(`${figure.id}: no ${part}`);
    }
    if (!figure.querySelector('table.chart tbody tr, ul.tiles li, ol.map-list li')) problems.push(`${figure.id}: nothing in it`);
    if (figure.querySelectorAll('table').length > 1) problems.push(`${figure.id}: more than one table`);
    for (const row of figure.querySelectorAll('tbody tr'))
      if (row.querySelector('.drawing') && [...row.querySelectorAll('th, td')].filter((cell) => cell.textContent.trim()).length < 2) problems.push(`${figure.id}: a drawing without words`);
  }
  return problems;
}

/** Runs in the page: the rows of every figure in words. */
function readRows() {
  const rows = [...document.querySelectorAll('figure tbody tr, figure .tiles li, figure .map-list li')];
  return rows.map((row) => [...(row.cells ?? [row])].map((cell) => cell.textContent.trim().replace(/\s+/g, ' ')).join(' | '));
}

/** Runs in the page: what each lane says and where it is drawn, in parts of its width. */
function readLanes() {
  const table = document.querySelector('table.chart');
  const years = [...table.querySelectorAll('.steps > span')].map((step) => Number(step.textContent.replace('FY', '')));
  return [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.querySelector('.drawing')).map((row) => {
    const drawing = row.querySelector('.drawing').getBoundingClientRect();
    const share = (x) => (x - drawing.left) / drawing.width;
    const middle = (shape) => { const box = shape.getBoundingClientRect(); return share((box.left + box.right) / 2); };
    const dates = (text) => [...(text ?? '').matchAll(/\d+\s[A-Z][a-z]+\s\d{4}/g)].map((match) => match[0]);
    const under = [...row.querySelectorAll('.cell-under')].map((part) => part.textContent);
    const wait = row.querySelector('.mark-wait')?.getBoundingClientRect();
    const stage = row.querySelector('[data-label^="Stage"] .cell-under')?.textContent;
    return {
      grant: row.cells[0].textContent,
      years,
      from: dates(under.at(-1)).at(0) ?? null,
      ends: dates(stage),
      ring: row.querySelector('.mark-exchange') ? middle(row.querySelector('.mark-exchange')) : null,
      dots: [...row.querySelectorAll('.mark-handover, .mark-final')].map(middle).sort(),
      wait: wait && { from: share(wait.left), to: share(wait.right) },
    };
  });
}
