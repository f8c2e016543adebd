// The browser as these tests use it: an installed Chromium, contexts in a given mode, axe, and a small server
// that serves the site below a sub-path. It knows nothing of what a page should hold.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { site } from './site.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations'],
  // It would fetch the style sheets again by script, which the pages' policy forbids.
  preload: false,
};

function installedBrowser() {
  for (const name of names) {
    for (const folder of process.env.PATH.split(path.delimiter)) {
      const candidate = path.join(folder, name);
      if (fs.existsSync(candidate)) return candidate;
    }
  }
  throw new Error(`No browser is installed: looked for ${names.join(', ')}.`);
}

/** The sets of fonts under which the layout is tested, each a configuration beside this file. */
export const fontSets = ['bare', 'usual'];

/** Starts the installed browser, with all fonts of this machine or one of the sets; the caller closes it. */
export function launch(fonts) {
  const configuration = fonts && fileURLToPath(new URL(`fonts-${fonts}.conf`, import.meta.url));
  return chromium.launch({
    executablePath: installedBrowser(),
    env: configuration ? { ...process.env, FONTCONFIG_FILE: configuration } : process.env,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page of a fresh context; `width` in CSS pixels, anything else as Playwright names it. */
export async function open(browser, { width = 1280, ...mode } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...mode });
  return context.newPage();
}

/** What a page asks for and says, from now on: requests, console messages, errors of script. */
export function listen(page) {
  const heard = { requests: [], messages: [] };
  page.on('request', (request) => heard.requests.push(request.url()));
  page.on('console', (message) => heard.messages.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.messages.push(`page error: ${error.message}`));
  return heard;
}

/** What axe finds on the page as it is shown now, a line a finding. */
export async function axe(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), axeOptions);
  return violations.map(
    ({ id, help, nodes }) => `axe ${id} (${help}), ${nodes.length} times, first at ${nodes[0].target.join(' ')}`,
  );
}

/** How far the page is wider than the window, in CSS pixels, with the first element that sticks out. */
export function overflow(page) {
  return page.evaluate(() => {
    const excess = document.documentElement.scrollWidth - window.innerWidth;
    if (excess <= 0) return [];
    // What is inside a scroller does not widen the page, unless it is placed against something outside the scroller.
    const scroller = (element) => element.parentElement?.closest('.table-scroll');
    const escapes = (element) => getComputedStyle(element).position === 'absolute' && !scroller(element).contains(element.offsetParent);
    const isFree = (element) => !scroller(element) || escapes(element);
    const sticksOut = (element) => element.getBoundingClientRect().right > window.innerWidth + 0.5 && isFree(element);
    const first = [...document.body.querySelectorAll('*')].find(sticksOut);
    const name = first ? `${first.localName}.${first.className} "${first.textContent.trim().slice(0, 40)}"` : 'nothing visible';
    return [`scrolls sideways by ${excess} px: ${name}`];
  });
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Serves the site below a sub-path and nothing else; keeps what was asked for and what was not there. */
export async function serve() {
  const below = '/some/sub-path/';
  const served = { missing: [] };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const file = path.join(site, decodeURIComponent(pathname.slice(below.length)));
    // The browser asks for this by itself where a page names no icon; no page does.
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    const found = pathname.startsWith(below) && file.startsWith(site) && fs.existsSync(file) && fs.statSync(file).isFile();
    if (!found) served.missing.push(request.url);
    response.writeHead(found ? 200 : 404, { 'content-type': found ? (types[path.extname(file)] ?? 'application/octet-stream') : 'text/plain' });
    response.end(found ? fs.readFileSync(file) : 'not found');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  served.address = `http://127.0.0.1:${server.address().port}${below}`;
  served.at = (page) => served.address + page;
  served.close = () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  return served;
}

/** Gives every item to one of several workers, each made once by `start`. */
export async function shared(items, start, work) {
  const queue = items.values();
  const run = async () => {
    const worker = await start();
    for (const item of queue) await work(worker, item);
  };
  await Promise.all(Array.from({ length: 4 }, run));
}

/** Fails with every line found, not only the first. */
export function nothing(found, what) {
  if (found.length === 0) return;
  const shown = found.slice(0, 60).map((line) => `  ${line}`);
  if (found.length > shown.length) shown.push(`  … and ${found.length - shown.length} more`);
  throw new Error(`${found.length} × ${what}:\n${shown.join('\n')}`);
}

