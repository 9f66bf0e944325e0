import { expect, test as base } from '@playwright/test';
import type { APIRequestContext, ConsoleMessage, Page } from '@playwright/test';

/** What Daytwo's end-to-end tests start with. */
export interface Fixtures {
  /** Signs in as one of the people and opens a page; without a path, the home page. */
  signIn: (person: string, path?: string) => Promise<void>;
  /** Fails if the page has logged an error, or thrown one, since the test began. */
  expectNoConsoleErrors: () => void;
}

export const test = base.extend<Fixtures>({
  signIn: async ({ page, request }, use) => {
    await use(async (person, path = '/') => {
      await untilKnown(request, person);
      await page.addInitScript(
        entityRef =>
          window.sessionStorage.setItem('daytwo.demo.person', entityRef),
        person,
      );
      await page.goto(path);
    });
  },
  expectNoConsoleErrors: async ({ page }, use) => {
    const errors = collectErrors(page);
    await use(() => expect(errors).toEqual([]));
  },
});

export { expect };

/** Right after the start the catalog may not have read its people yet. */
async function untilKnown(request: APIRequestContext, person: string) {
  await expect
    .poll(
      async () => {
        const response = await request.get('/api/auth/demo/refresh', {
          headers: { 'x-demo-person': person },
        });
        return response.status();
      },
      { timeout: 60_000, message: `${person} cannot sign in` },
    )
    .toBe(200);
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') {
      errors.push(`${message.text()} ${message.location().url}`);
    }
  };
  page.on('console', onConsole);
  page.on('pageerror', error => errors.push(String(error)));
  return errors;
}
