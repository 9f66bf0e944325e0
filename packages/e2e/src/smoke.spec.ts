import type { APIRequestContext } from '@playwright/test';
import { expect, test } from './fixtures';
import { people } from './people';

test('asks who is there, and lets them in', async ({ page }) => {
  await page.goto('/');
  await expect(
    page.getByRole('heading', { name: 'Who are you today?' }),
  ).toBeVisible();
  await page.getByRole('heading', { name: 'Dana' }).click();
  await expect(page.getByText('Start here')).toBeVisible();
});

for (const [role, person] of Object.entries(people)) {
  test(`shows the home page to the ${role}`, async ({
    page,
    signIn,
    expectNoConsoleErrors,
  }) => {
    await signIn(person);
    await expect(page.getByText('Start here')).toBeVisible();
    await expect(page.getByText('Your Starred Entities')).toBeVisible();
    expectNoConsoleErrors();
  });
}

test('lets people go and asks again', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('heading', { name: 'Ada' }).click();
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(
    page.getByRole('heading', { name: 'Who are you today?' }),
  ).toBeVisible();
});

const allComponents = '/catalog?filters[kind]=component&filters[user]=all';

test('lists the example company and this repository in the catalog', async ({
  page,
  signIn,
  expectNoConsoleErrors,
}) => {
  await signIn(people.auditor, allComponents);
  await expect(
    page.getByRole('link', { name: 'bank-connector' }),
  ).toBeVisible();
  await page.getByPlaceholder('Search').fill('daytwo');
  await expect(
    page.getByRole('link', { name: 'Daytwo', exact: true }),
  ).toBeVisible();
  expectNoConsoleErrors();
});

test('shows a contractor only what their team owns', async ({
  page,
  signIn,
}) => {
  await signIn(people.contractor, allComponents);
  await expect(page.getByRole('link', { name: 'design-system' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'bank-connector' })).toHaveCount(
    0,
  );
});

/** The index is in memory, and made a little after the start. */
async function untilDocsAreIndexed(request: APIRequestContext) {
  const person = { 'x-demo-person': people.developer };
  const session = await request.get('/api/auth/demo/refresh', {
    headers: person,
  });
  const { backstageIdentity } = await session.json();
  const headers = { authorization: `Bearer ${backstageIdentity.token}` };
  const search = () =>
    request.get('/api/search/query?term=&types[0]=techdocs', { headers });
  await expect
    .poll(async () => (await search()).status(), { timeout: 60_000 })
    .toBe(200);
}

test('renders this repository’s own documentation', async ({
  page,
  request,
  signIn,
  expectNoConsoleErrors,
}) => {
  await untilDocsAreIndexed(request);
  await signIn(people.developer, '/docs/default/component/daytwo');
  const article = page.locator('article.md-content__inner');
  await expect(article.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Architecture' }).first().click();
  await expect(page).toHaveURL(/architecture/);
  await expect(article.getByRole('heading', { level: 1 })).toContainText(
    /architecture/i,
  );
  expectNoConsoleErrors();
});
