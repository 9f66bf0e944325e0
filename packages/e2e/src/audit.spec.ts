import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { expect, test } from './fixtures';
import { people } from './people';

async function tokenOf(request: APIRequestContext, person: string) {
  const response = await request.get('/api/auth/demo/refresh', {
    headers: { 'x-demo-person': person },
  });
  const { backstageIdentity } = await response.json();
  return { Authorization: `Bearer ${backstageIdentity.token}` };
}

/** Dana runs a template, as anybody may. */
async function runTemplate(request: APIRequestContext): Promise<string> {
  const name = `svc-${Date.now().toString(36)}`;
  const response = await request.post('/api/scaffolder/v2/tasks', {
    headers: await tokenOf(request, people.developer),
    data: {
      templateRef: 'template:default/new-service',
      values: { name, owner: 'group:default/payments' },
    },
  });
  expect(response.status()).toBe(201);
  return (await response.json()).id;
}

test('shows within two seconds who did what, to an auditor', async ({
  page,
  request,
  signIn,
  expectNoConsoleErrors,
}) => {
  await signIn(people.auditor, '/audit?plugin=scaffolder');
  await runTemplate(request);
  await expect(async () => {
    const response = await request.get(
      '/api/audit/v1/records?plugin=scaffolder&entity=template:default/new-service',
      { headers: await tokenOf(request, people.auditor) },
    );
    const { items } = await response.json();
    expect(items[0].actors[0].ref).toBe(people.developer);
  }).toPass({ timeout: 2000 });
  await page.reload();
  await expect(page.getByText(/dana/i).first()).toBeVisible();
  expectNoConsoleErrors();
});

test('gives a contractor their own records only', async ({ request }) => {
  const headers = await tokenOf(request, people.contractor);
  const response = await request.get('/api/audit/v1/records?noise=true', {
    headers,
  });
  const { items, restricted } = await response.json();
  expect(restricted).toBe(true);
  for (const { actors } of items) {
    expect(actors.map((a: { ref: string }) => a.ref)).toContain(
      people.contractor,
    );
  }
  const refused = await request.get('/api/audit/v1/export?format=csv', {
    headers,
  });
  expect(refused.status()).toBe(403);
});

// Playwright runs in the repository's root.
const verifier = resolve('packages/audit-verify/bin/audit-verify.js');

test('lets an auditor take evidence away, which proves itself, and not once it was edited', async ({
  request,
}, info) => {
  const response = await request.get('/api/audit/v1/export?format=pack', {
    headers: await tokenOf(request, people.auditor),
  });
  expect(response.status()).toBe(200);
  const file = info.outputPath('evidence.zip');
  const pack = await response.body();
  await writeFile(file, pack);
  const verify = () => spawnSync(process.execPath, [verifier, file]).status;
  expect(verify()).toBe(0);

  pack[Math.floor(pack.length / 2)] ^= 1;
  await writeFile(file, pack);
  expect(verify()).not.toBe(0);
});
