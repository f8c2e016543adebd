// The built site as these tests see it: where it lies, which pages it has, and one page of each kind.
// It never builds anything; `tests/run` does, and hands the folder over in OSA_SITE.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const site = path.resolve(process.env.OSA_SITE ?? path.join(repository, 'public'));

if (!fs.existsSync(path.join(site, 'index.html'))) {
  throw new Error(`There is no built site in ${site}. Run tests/run, or build one and name it in OSA_SITE.`);
}

/** Every file of the site, by its path below the site's folder, sorted. */
export const files = fs
  .readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(site, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll(path.sep, '/'))
  .sort();

export const read = (file) => fs.readFileSync(path.join(site, file), 'utf8');
export const size = (file) => fs.statSync(path.join(site, file)).size;

const html = files.filter((file) => file.endsWith('.html'));
const isRedirect = (page) => read(page).includes('<meta http-equiv="refresh"');

/** The small pages that stand where a renamed record was, and send the reader on at once. */
export const redirects = html.filter(isRedirect);

/** Every other page. */
export const pages = html.filter((page) => !redirects.includes(page));

/**
 * One page of each kind: every page at the top, every list, and of each folder its largest record,
 * which is where things break first.
 */
export const kinds = grouped(pages, kindOf).map(largest);

function kindOf(page) {
  const folder = path.posix.dirname(page);
  return folder === '.' || path.posix.basename(page) === 'index.html' ? page : `${folder}/*`;
}

function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  }
  return [...groups.values()];
}

function largest(group) {
  return group.reduce((best, page) => (size(page) > size(best) ? page : best));
}

/** The address of a page opened from disk. */
export const onDisk = (page) => pathToFileURL(path.join(site, page)).href;
