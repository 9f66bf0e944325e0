import { Avatar, Card, CardBody, Flex, Text } from '@backstage/ui';
import styles from './PersonChooser.module.css';
import type { DemoPerson } from './people';

interface PersonChooserProps {
  people: DemoPerson[];
  onChoose: (entityRef: string) => void;
}

const PersonCard = (props: { person: DemoPerson; onPress: () => void }) => {
  const { name, role, summary } = props.person;
  return (
    <Card
      className={styles.card}
      label={`${name}, ${role}`}
      onPress={props.onPress}
    >
      <CardBody>
        <Flex gap="3" align="start">
          <Avatar src="" name={name} size="large" purpose="decoration" />
          <Flex direction="column" gap="1">
            <Text as="h2" variant="title-x-small" weight="bold">
              {name}
            </Text>
            <Text weight="bold">{role}</Text>
            <Text>{summary}</Text>
          </Flex>
        </Flex>
      </CardBody>
    </Card>
  );
};

export const PersonChooser = ({ people, onChoose }: PersonChooserProps) => (
  <main className={styles.page}>
    <div className={styles.content}>
      <Text as="h1" variant="title-large">
        Who are you today?
      </Text>
      <Text as="p" color="secondary">
        This is a demo with an example company. Each person sees and may do
        something else.
      </Text>
      <ul className={styles.people}>
        {people.map(person => (
          <li key={person.entityRef}>
            <PersonCard
              person={person}
              onPress={() => onChoose(person.entityRef)}
            />
          </li>
        ))}
      </ul>
    </div>
  </main>
);
