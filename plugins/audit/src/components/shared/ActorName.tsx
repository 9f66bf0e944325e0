import { VisuallyHidden } from '@backstage/ui';
import type { AuditActor } from '@daytwo/backstage-plugin-audit-common';
import {
  RiPlugLine,
  RiQuestionLine,
  RiRobot2Line,
  RiServerLine,
  RiUserLine,
} from '@remixicon/react';
import { useAuditTranslation, type Translate } from '../../translation';
import { RefLink } from './RefLink';
import styles from './ActorName.module.css';

const icons = {
  user: RiUserLine,
  agent: RiRobot2Line,
  service: RiServerLine,
  plugin: RiPlugLine,
  anonymous: RiQuestionLine,
} as const;

/** Names such as `plugin:scaffolder` without what the icon says already. @internal */
export function actorLabel({ type, ref }: AuditActor, t: Translate): string {
  if (type === 'anonymous') {
    return t('record.anonymous');
  }
  return ref.startsWith(`${type}:`) ? ref.slice(type.length + 1) : ref;
}

/** A person as a link to the catalog; anything else by its name. @internal */
export const ActorName = ({
  actor,
  tabIndex,
}: {
  actor: AuditActor;
  tabIndex?: number;
}) => {
  const { t } = useAuditTranslation();
  const Icon = icons[actor.type];
  const kind = t(`record.actorType.${actor.type}`);
  return (
    <span className={styles.actor}>
      <span className={styles.icon} title={kind}>
        <Icon size={14} aria-hidden />
        <VisuallyHidden>{kind}</VisuallyHidden>
      </span>
      {actor.type === 'user' ? (
        <RefLink entityRef={actor.ref} tabIndex={tabIndex} />
      ) : (
        <span className={styles.name}>{actorLabel(actor, t)}</span>
      )}
    </span>
  );
};
