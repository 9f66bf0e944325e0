import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 500;

/** Resolves when somebody can sign in: the backend answers and the catalog knows its people. */
export async function whenReady(url, person = 'user:default/dana') {
  while (!(await answers(`${url}/.backstage/health/v1/readiness`))) {
    await sleep(POLL_MS);
  }
  const headers = { 'x-demo-person': person };
  while (!(await answers(`${url}/api/auth/demo/refresh`, headers))) {
    await sleep(POLL_MS);
  }
}

async function answers(url, headers) {
  try {
    return (await fetch(url, { headers })).ok;
  } catch {
    return false;
  }
}
