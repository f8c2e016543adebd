// What a screen reader is given of a grant page: roles and names from the browser's accessibility tree, compared exactly
// with reading/grant.txt. A change of the page is read there, line by line, before that file is changed by hand.
// It quotes the words of `content/`: what stands in this folder and in tests/it/living/ may have to follow an editor's change.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, open } from '../browser.mjs';
import { onDisk } from '../site.mjs';

// Of the amount, whose evidence grows, the value and the first of each list.
const parts = [
  '.skip-link',
  '.masthead',
  '.trail',
  'h1',
  '.strip',
  '#recipient',
  '#amount dt',
  '#amount dd > .value',
  '#amount dd > .evidence > li',
  '#amount .also-heading',
  '#amount .also > ul > li',
];
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('a screen reader hears a grant page as it is meant', async () => {
  const page = await open(browser);
  await page.goto(onDisk('grants/malaysia-fy2023.html'));
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const tree = new Map(nodes.map((node) => [node.nodeId, node]));
  const spoken = inOrder(tree, nodes[0]).filter((node) => !node.ignored);
  const told = (...roles) => spoken.filter((node) => roles.includes(node.role.value)).map(line);
  const heard = [];
  for (const part of parts) {
    heard.push(`# ${part}`, ...reading(tree, await nodeOf(session, nodes, part)), '');
  }
  heard.push('# landmarks', ...told('banner', 'main', 'contentinfo', 'navigation', 'region'), '');
  heard.push('# headings', ...told('heading'), '');
  assert.equal(heard.join('\n'), fs.readFileSync(new URL('reading/grant.txt', import.meta.url), 'utf8'));
});

/** The node of the accessibility tree that stands for an element. */
async function nodeOf(session, nodes, selector) {
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { node } = await session.send('DOM.describeNode', { nodeId });
  return nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === node.backendNodeId);
}

/** A node and all that is in it, in the order of the page. */
function inOrder(tree, node) {
  return [node, ...node.childIds.map((id) => tree.get(id)).filter(Boolean).flatMap((child) => inOrder(tree, child))];
}

/** A node and what is in it, a line each, indented; boxes that mean nothing are passed through. */
function reading(tree, node, depth = 0) {
  const silent = node.ignored || ['none', 'generic', 'InlineTextBox'].includes(node.role.value) || isBlank(node);
  const said = silent || isRepeated(tree, node) ? [] : [`${'  '.repeat(depth)}${line(node)}`];
  const inner = node.childIds.map((id) => tree.get(id)).filter(Boolean);
  return [...said, ...inner.flatMap((child) => reading(tree, child, depth + said.length))];
}

/** The text of a link or heading is its name, and heard once. */
function isRepeated(tree, node) {
  let above = tree.get(node.parentId);
  while (above && (above.ignored || ['none', 'generic', 'StaticText'].includes(above.role.value))) above = tree.get(above.parentId);
  return node.role.value === 'StaticText' && ['link', 'heading'].includes(above?.role.value);
}

const isBlank = (node) => node.role.value === 'StaticText' && node.name.value.trim() === '';

/** Role, level of a heading, and name. */
function line(node) {
  const level = node.role.value === 'heading' ? ` ${node.properties.find(({ name }) => name === 'level').value.value}` : '';
  const name = (node.name?.value ?? '').trim();
  return `${node.role.value}${level}${name === '' ? '' : ` “${name}”`}`;
}
