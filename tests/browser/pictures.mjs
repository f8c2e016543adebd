// Makes the pictures of the README from the built site: `OSA_SITE=public node tests/browser/pictures.mjs`.

import fs from 'node:fs';
import path from 'node:path';
import { launch, open } from './browser.mjs';
import { onDisk, repository } from './site.mjs';

const shown = { home: 'index.html', country: 'countries/malaysia.html', timeline: 'timeline.html' };
const folder = path.join(repository, 'tests/pictures');

fs.mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const [name, page] of Object.entries(shown)) {
  const tab = await open(browser, { width: 1280, colorScheme: 'light', deviceScaleFactor: 1 });
  await tab.goto(onDisk(page));
  const file = path.join(folder, `${name}.png`);
  await tab.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: 1000 } });
  console.log(`${path.relative(repository, file)}: ${fs.statSync(file).size} bytes`);
}
await browser.close();
