// Every page of the site, opened once from disk.

import { after, before, test } from 'node:test';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { axe, launch, listen, nothing, open, shared } from './browser.mjs';
import { files, onDisk, pages, redirects, site } from './site.mjs';

let browser;
let visits;
before(async () => {
  browser = await launch();
  visits = await visitEveryPage();
});
after(() => browser.close());

test('no page asks for anything outside its folder', () => {
  nothing(perPage(({ requests }) => requests.filter((url) => !isBelow(url))), 'requests that leave the folder');
});

test('no page says anything on the console', () => {
  nothing(perPage(({ messages }) => messages), 'messages on the console');
});

test('every page has a title, a language, one main, one h1, headings in order, ids that are its own and named links', () => {
  nothing(perPage(({ facts }) => unsound(facts)), 'faults of structure');
});

test('every link within the site leads to a page and an anchor that are there', () => {
  nothing(perPage(({ facts }) => deadLinks(facts)), 'dead links');
});

test('axe finds nothing on any page', () => {
  nothing(perPage(({ findings }) => findings), 'findings of axe');
});

test('a redirect page sends the reader on to a page that is there', async () => {
  const found = [];
  const page = await open(browser);
  for (const name of redirects) {
    await page.goto(onDisk(name));
    await page.waitForURL((url) => url.href !== onDisk(name)).catch(() => found.push(`${name}: stays where it is`));
    if (!pages.includes(below(new URL(page.url())))) found.push(`${name}: leads to ${page.url()}`);
  }
  nothing(found, 'redirects that do not lead on');
});

/** Opens every page once, every other one in the dark. */
async function visitEveryPage() {
  const visits = new Map();
  const schemes = ['light', 'dark'];
  const start = async () => {
    const page = await open(browser);
    return { page, heard: listen(page) };
  };
  await shared([...pages.entries()], start, async ({ page, heard }, [index, name]) => {
    heard.requests = [];
    heard.messages = [];
    await page.emulateMedia({ colorScheme: schemes[index % 2] });
    await page.goto(onDisk(name));
    const facts = await page.evaluate(describe);
    const { requests, messages } = heard;
    visits.set(name, { requests, messages, facts, findings: await axe(page) });
  });
  return visits;
}

/** What a rule finds, a line a finding, in the order of the pages. */
function perPage(rule) {
  return pages.flatMap((name) => rule(visits.get(name)).map((finding) => `${name}: ${finding}`));
}

const root = onDisk('');
const isBelow = (url) => url.startsWith(root.endsWith('/') ? root : `${root}/`);
const below = (url) => path.relative(site, fileURLToPath(url.href.replace(/#.*/, '')));

/** Runs in the page: what the structure tests need to know of it. */
function describe() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    title: document.title.trim(),
    language: document.documentElement.lang,
    headings: all('h1, h2, h3, h4, h5, h6').map((heading) => ({ level: Number(heading.localName[1]), text: heading.textContent.trim() })),
    ids: all('[id]').map((element) => element.id),
    links: all('a').map((link) => ({ href: link.href, name: (link.ariaLabel ?? link.textContent).trim() })),
    mains: all('main').length,
  };
}

function unsound({ title, language, headings, ids, links, mains }) {
  const problems = [];
  if (title === '') problems.push('no title');
  if (language === '') problems.push('no language');
  if (mains !== 1) problems.push(`${mains} main elements`);
  const tops = headings.filter(({ level }) => level === 1).length;
  if (tops !== 1) problems.push(`${tops} h1 elements`);
  headings.forEach(({ level, text }, index) => {
    if (text === '') problems.push(`h${level} without text`);
    if (index > 0 && level > headings[index - 1].level + 1) problems.push(`h${level} “${text}” after an h${headings[index - 1].level}`);
  });
  for (const id of ids.filter((id, index) => ids.indexOf(id) !== index)) problems.push(`id ${id} twice`);
  for (const { href, name } of links) if (name === '') problems.push(`link to ${href} without a name`);
  return problems;
}

/** Links to files that are not there, and to anchors that the page does not have, as the browser resolved them. */
function deadLinks({ links }) {
  const local = [...new Set(links.map(({ href }) => href).filter((href) => href.startsWith('file:')))];
  return local.filter((href) => !isAlive(new URL(href))).map((href) => `dead link to ${href}`);
}

function isAlive(url) {
  const target = below(url);
  const anchor = decodeURIComponent(url.hash.slice(1));
  if (!files.includes(target)) return false;
  return anchor === '' || !visits.has(target) || visits.get(target).facts.ids.includes(anchor);
}
