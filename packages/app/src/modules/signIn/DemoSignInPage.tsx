import { ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import { PersonChooser } from './PersonChooser';
import { SignInFailed } from './SignInFailed';
import { chosenPerson } from './chosenPerson';
import { forgetOnSignOut } from './forgetOnSignOut';
import { readPeople } from './people';

export const DemoSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const people = readPeople(useApi(configApiRef));
  const [person, setPerson] = useState(chosenPerson.get);

  if (!person) {
    const choose = (entityRef: string) => {
      chosenPerson.set(entityRef);
      setPerson(entityRef);
    };
    return <PersonChooser people={people} onChoose={choose} />;
  }
  const startAgain = () => {
    chosenPerson.clear();
    setPerson(undefined);
  };
  return (
    <ProxiedSignInPage
      provider="demo"
      headers={{ 'x-demo-person': person }}
      onSignInSuccess={identity => onSignInSuccess(forgetOnSignOut(identity))}
      ErrorComponent={({ error }) => (
        <SignInFailed person={person} error={error} onBack={startAgain} />
      )}
    />
  );
};
