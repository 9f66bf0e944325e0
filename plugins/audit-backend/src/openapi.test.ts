import { auditRoutes } from '@daytwo/backstage-plugin-audit-common';
import { createOpenApiDocument } from '@daytwo/rest-kit';
import { readFile, writeFile } from 'fs/promises';
import { auditApi } from './api';

const file = `${__dirname}/../openapi.json`;

describe('openapi.json', () => {
  it('is what the route table says; UPDATE_OPENAPI=1 writes it', async () => {
    const text = `${JSON.stringify(
      createOpenApiDocument(auditApi, auditRoutes),
      null,
      2,
    )}\n`;
    if (process.env.UPDATE_OPENAPI) {
      await writeFile(file, text);
    }
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(text));
  });
});
