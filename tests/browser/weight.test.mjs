// What a reader has to download, and that a page needs nothing but its HTML and its style sheet.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, listen, nothing, open } from './browser.mjs';
import { files, onDisk, pages, read, repository, size } from './site.mjs';

const KB = 1000;
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('the home page, the style sheet and the script keep to their weight', () => {
  const script = files.filter((file) => /^static\/.*\.js$/.test(file)).reduce((sum, file) => sum + size(file), 0);
  const weights = { 'index.html': [size('index.html'), 60], 'static/site.css': [size('static/site.css'), 24], 'all script': [script, 10] };
  const heavy = Object.entries(weights).filter(([, [bytes, limit]]) => bytes > limit * KB);
  nothing(heavy.map(([name, [bytes, limit]]) => `${name} has ${bytes} bytes, of at most ${limit} KB`), 'things too heavy');
});

test('the drawings of a page weigh at most 60 KB', () => {
  const drawn = (page) => (read(page).match(/<svg[\s\S]*?<\/svg>/g) ?? []).reduce((sum, svg) => sum + Buffer.byteLength(svg), 0);
  const heavy = pages.filter((page) => page !== 'briefing.html' && drawn(page) > 60 * KB);
  nothing(heavy.map((page) => `${page} draws ${drawn(page)} bytes`), 'pages with drawings too heavy');
});

test('the home page is read with nothing but its HTML and its style sheet', async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  const { requests } = listen(page);
  await page.goto(onDisk('index.html'));
  assert.deepEqual(requests, [onDisk('index.html'), onDisk('static/site.css')]);
  assert.deepEqual(read('index.html').match(/<script(?! type="application\/ld\+json")[^>]*>/g), null);
});

test('the pictures of the README are there, 1,280 px wide, and weigh less than 300 KB each', () => {
  for (const name of ['home', 'country', 'timeline']) {
    const picture = fs.readFileSync(path.join(repository, 'tests/pictures', `${name}.png`));
    assert.equal(picture.readUInt32BE(16), 1280, `${name}.png`);
    assert.ok(picture.length < 300 * KB, `${name}.png has ${picture.length} bytes`);
  }
});
