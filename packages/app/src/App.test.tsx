import { render, screen } from '@testing-library/react';
import app from './App';

const config = {
  app: { title: 'Test portal', packages: [] },
  backend: { baseUrl: 'http://localhost:7007' },
  auth: {
    providers: {
      demo: {
        people: [
          {
            entityRef: 'user:default/dana',
            name: 'Dana',
            role: 'Developer',
            summary: 'Looks after a few services.',
          },
        ],
      },
    },
  },
};

describe('App', () => {
  it('asks who is signing in before it shows anything', async () => {
    Object.assign(process.env, {
      APP_CONFIG: [{ data: config, context: 'test' }],
    });

    render(app.createRoot());

    expect(
      await screen.findByRole('button', { name: /Dana/ }, { timeout: 10_000 }),
    ).toBeInTheDocument();
  });
});
