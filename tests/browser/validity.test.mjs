// The Nu HTML checker, over every page.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { nothing } from './browser.mjs';
import { site } from './site.mjs';

const vnu = path.join(path.dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

// Both are warnings about the pages' own policy that hold for no page: opened as a file the checker gives a page no
// origin, so that 'self' matches nothing; and a block of JSON-LD is data, which a policy on script does not govern.
const mistaken = [
  /^Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) “[^”:]*” blocked by “(style|script)-src” directive\.$/,
  /^Inline script violates Content Security Policy \(meta tag\): blocked by “script-src” directive/,
];

test('the Nu HTML checker has nothing to say of any page, nor of the drawings', () => {
  const run = spawnSync('java', ['-jar', vnu, '--format', 'json', '--also-check-svg', '--skip-non-html', site], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(run.error, undefined, String(run.error));
  const { messages } = JSON.parse(run.stderr);
  const found = messages
    .filter(({ message }) => !mistaken.some((pattern) => pattern.test(message)))
    .map(({ url, lastLine, subType, type, message }) => `${url.split(`${path.basename(site)}/`).pop()}:${lastLine}: ${subType ?? type}: ${message}`);
  nothing(found, 'messages of the checker');
});
