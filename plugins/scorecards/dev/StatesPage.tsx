import { Container, Text } from '@backstage/ui';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';
import { scorecardsApiRef } from '../src/api';
import { createFakeApi } from '../src/__testUtils__/fakeApi';
import { EntityScorecardsCard } from '../src/components/EntityScorecardsCard';
import { EntityScorecardsContent } from '../src/components/EntityScorecardsContent';
import { FactsPage } from '../src/components/FactsPage';
import { MyScorecards } from '../src/components/MyScorecards';
import { SourcesPage } from '../src/components/SourcesPage';
import { entities } from './catalog';
import { states } from './states';

const Frame = ({ title, children }: { title: string; children: ReactNode }) => (
  <section style={{ marginBlock: 24 }}>
    <Text as="h3" color="secondary">
      {title}
    </Text>
    {children}
  </section>
);

export const StatesPage = () => (
  <main>
    <Container>
      {Object.entries(states).map(([name, answers]) => (
        <TestApiProvider
          key={name}
          apis={[[scorecardsApiRef, createFakeApi(answers)]]}
        >
          <EntityProvider entity={entities[0]}>
            <Text as="h2" variant="title-small">
              {name}
            </Text>
            <Frame title="Card">
              <div style={{ maxWidth: 380 }}>
                <EntityScorecardsCard />
              </div>
            </Frame>
            <Frame title="Widget">
              <MyScorecards />
            </Frame>
            <Frame title="Tab">
              <EntityScorecardsContent />
            </Frame>
            <Frame title="Facts">
              <FactsPage />
            </Frame>
            <Frame title="Sources">
              <SourcesPage />
            </Frame>
          </EntityProvider>
        </TestApiProvider>
      ))}
    </Container>
  </main>
);
