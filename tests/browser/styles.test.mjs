// The style sheet and the pages fit: it parses, every class of a page is defined, and every class it defines is used.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import * as css from 'css-tree';
import { nothing } from './browser.mjs';
import { pages, read, redirects, repository } from './site.mjs';

const source = read('static/site.css');

test('the style sheet parses without an error', () => {
  const errors = [];
  css.parse(source, {
    positions: true,
    parseCustomProperty: true,
    onParseError: (error) => errors.push(`line ${error.line}: ${error.message}`),
  });
  nothing(errors, 'errors in the style sheet');
});

test('every declaration in the style sheet is one that exists', () => {
  const tokens = new Map([...source.matchAll(/(--[a-z-]+):\s*([^;]+);/g)].reverse().map((match) => [match[1], match[2]]));
  const errors = [];
  css.walk(css.parse(source, { positions: true }), {
    visit: 'Declaration',
    enter({ property, value, loc }) {
      if (property.startsWith('--')) return;
      const written = css.generate(value).replace(/var\((--[a-z-]+)\)/g, (whole, token) => tokens.get(token) ?? whole);
      const { error } = css.lexer.matchProperty(property, css.parse(written, { context: 'value' }));
      if (error) errors.push(`line ${loc.start.line}: ${property}: ${written}: ${error.message.split('\n')[0]}`);
    },
  });
  nothing(errors, 'declarations that are not understood');
});

test('every token that is used is defined, and every one defined is used', () => {
  const defined = new Set(source.match(/--[a-z-]+(?=:)/g));
  const used = new Set([...source.matchAll(/var\((--[a-z-]+)/g)].map((match) => match[1]));
  nothing([...used].filter((token) => !defined.has(token)), 'tokens used and not defined');
  nothing([...defined].filter((token) => !used.has(token)), 'tokens defined and not used');
});

const defined = new Set();
css.walk(css.parse(source), { visit: 'ClassSelector', enter: ({ name }) => defined.add(name) });

const classesIn = (html) => [...html.matchAll(/<[a-zA-Z][^>]*?\sclass="([^"]*)"/g)].flatMap((match) => match[1].split(/\s+/)).filter(Boolean);
const built = new Map();
for (const page of [...pages, ...redirects]) for (const name of classesIn(read(page))) if (!built.has(name)) built.set(name, page);

test('every class of a built page is defined', () => {
  assert.ok(built.size > 30);
  nothing([...built].filter(([name]) => !defined.has(name)).map(([name, page]) => `${name}, as in ${page}`), 'classes that no rule names');
});

test('every class that is defined is used in a page, in a template, or by the program in a case that our pages do not have', () => {
  const written = [...sources('templates', '.html'), ...sources('src', '.rs'), ...sources('static', '.js')].join('\n');
  const isWritten = (name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(written);
  nothing([...defined].filter((name) => !built.has(name) && !isWritten(name)), 'classes that nothing uses');
});

/** The texts of the project's own files of a kind. */
function sources(folder, extension) {
  const below = path.join(repository, folder);
  return fs
    .readdirSync(below, { recursive: true })
    .filter((file) => file.endsWith(extension))
    .map((file) => fs.readFileSync(path.join(below, file), 'utf8'));
}
