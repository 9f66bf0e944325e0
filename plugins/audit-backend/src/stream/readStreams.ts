import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { hostname } from 'node:os';
import { HttpsTarget } from './HttpsTarget';
import { readUrl } from './readUrl';
import type { StreamFormat, StreamTarget } from './StreamTarget';
import { EXAMPLE_ENTERPRISE } from './syslogMessage';
import { SyslogTarget } from './SyslogTarget';

const SYSLOG_TLS_PORT = 6514;

/** A stream, by its name in config. */
export interface NamedStream {
  name: string;
  target: StreamTarget;
}

/**
 * Reads `audit.streams`.
 *
 * @throws InputError naming the stream that is wrong
 */
export function readStreams(config: Config): NamedStream[] {
  const streams = config.getOptionalConfigArray('audit.streams') ?? [];
  const names = streams.map(stream => stream.getString('name'));
  const twice = names.find((name, n) => names.indexOf(name) < n);
  if (twice !== undefined) {
    throw new InputError(`audit.streams "${twice}" is there twice`);
  }
  return streams.map((stream, n) => ({
    name: names[n],
    target: readTarget(stream),
  }));
}

function readTarget(config: Config): StreamTarget {
  const format = readFormat(config);
  const syslog = config.getOptionalConfig('syslog');
  const https = config.getOptionalConfig('https');
  if (syslog && !https) {
    return readSyslog(syslog, format);
  }
  if (https && !syslog) {
    return readHttps(https, { format, name: config.getString('name') });
  }
  throw new InputError(
    `audit.streams "${config.getString(
      'name',
    )}" must have either syslog or https`,
  );
}

function readFormat(config: Config): StreamFormat {
  const format = config.getOptionalString('format') ?? 'json';
  if (format !== 'json' && format !== 'ocsf') {
    throw new InputError(
      `audit.streams "${config.getString(
        'name',
      )}": format must be json or ocsf, is "${format}"`,
    );
  }
  return format;
}

function readSyslog(config: Config, format: StreamFormat): StreamTarget {
  const host = config.getString('host');
  return SyslogTarget.create({
    hostname: config.getOptionalString('hostname') ?? hostname(),
    appName: config.getOptionalString('appName') ?? 'daytwo-audit',
    enterprise: config.getOptionalNumber('enterprise') ?? EXAMPLE_ENTERPRISE,
    format,
    connection: {
      host,
      port: config.getOptionalNumber('port') ?? SYSLOG_TLS_PORT,
      servername: config.getOptionalString('servername') ?? host,
      ca: config.getOptionalString('ca'),
      cert: config.getOptionalString('cert'),
      key: config.getOptionalString('key'),
    },
  });
}

function readHttps(
  config: Config,
  { format, name }: { format: StreamFormat; name: string },
): StreamTarget {
  return HttpsTarget.create({
    url: readUrl(config, `audit.streams "${name}"`),
    headers: config.getOptional<Record<string, string>>('headers') ?? {},
    secret: config.getOptionalString('secret'),
    format,
  });
}
