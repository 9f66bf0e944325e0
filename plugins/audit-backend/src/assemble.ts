import type { Knex } from 'knex';
import { AlertTeller } from './alerts/AlertTeller';
import { AlertWatcher } from './alerts/AlertWatcher';
import type { AuditConfig } from './config';
import { createExporter } from './export/createExporter';
import type { Exporter } from './export/Exporter';
import type { AuditLog } from './log/AuditLog';
import { createCatalogWatcher, type CatalogWatch } from './modules';
import { ClientEventRecorder } from './modules/clientEvents';
import { AuditReaders } from './permissions';
import { createReading, type Reading } from './reading';
import { GroupMembers } from './reading/catalog/GroupMembers';
import { createSeal, type Seal } from './createSeal';
import type { AuditServices } from './services';
import { StatusReader } from './status/StatusReader';
import { StreamSender } from './stream/StreamSender';
import { TeamFinder } from './usage/TeamFinder';
import { listTemplates } from './usage/listTemplates';
import { UsageReader } from './usage/UsageReader';
import { UsageTally } from './usage/UsageTally';

/** What the plugin is made of, once it is put together. */
export interface Parts {
  settings: AuditConfig;
  log: AuditLog;
  readers: AuditReaders;
  reading: Reading;
  seal: Seal;
  exporter: Exporter;
  status: StatusReader;
  usage: { reader: UsageReader; tally: UsageTally };
  alerts: { watcher: AlertWatcher; teller: AlertTeller };
  streams: StreamSender[];
  clientEvents: ClientEventRecorder;
  catalogWatcher: CatalogWatch['watcher'];
  catalogRefusals: CatalogWatch['refusals'];
}

/** What {@link assemble} builds on. */
export interface Ground {
  knex: Knex;
  log: AuditLog;
  settings: AuditConfig;
}

/** Puts the parts together. Nothing runs before it is scheduled. */
export async function assemble(
  services: AuditServices,
  ground: Ground,
): Promise<Parts> {
  const { capture, config, permissions, permissionsRegistry } = services;
  const { knex, log, settings } = ground;
  const now = Date.now;
  const members = GroupMembers.create(services);
  const reading = createReading({ ...services, knex });
  const seal = await createSeal({
    ...services,
    knex,
    log,
    membersOf: groups => members.of(groups),
    now,
  });
  const catalog = createCatalogWatcher({ ...services, knex });
  return {
    settings,
    log,
    reading,
    seal,
    readers: AuditReaders.create({
      permissions,
      registry: permissionsRegistry,
      resolver: reading.resolver,
    }),
    exporter: createExporter({
      ...seal,
      knex,
      config,
      finder: reading.finder,
      now,
    }),
    status: StatusReader.create({
      ...seal,
      knex,
      writer: capture.writer,
      streams: settings.streams.map(({ name }) => name),
    }),
    clientEvents: ClientEventRecorder.create({
      ...services,
      settings: settings.clientEvents,
    }),
    catalogWatcher: catalog.watcher,
    catalogRefusals: catalog.refusals,
    ...watching(services, ground),
  };
}

/** What reads the log behind its end. */
function watching(
  services: AuditServices,
  { knex, settings }: Ground,
): Pick<Parts, 'usage' | 'alerts' | 'streams'> {
  const { logger, notifications } = services;
  const now = Date.now;
  const teams = TeamFinder.create({ ...services, now });
  const rules = settings.alerts;
  return {
    usage: {
      reader: UsageReader.create({
        knex,
        settings: settings.usage,
        templates: () => listTemplates(services),
        now,
      }),
      tally: UsageTally.create({ knex, now, teamOf: ref => teams.of(ref) }),
    },
    alerts: {
      watcher: AlertWatcher.create({ knex, rules, now }),
      teller: AlertTeller.create({ knex, rules, notifications, logger, now }),
    },
    streams: settings.streams.map(({ name, target }) =>
      StreamSender.create({ knex, name, target, logger, now }),
    ),
  };
}
