import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Request, RequestHandler, Response } from 'express';
import type {
  AuditActor,
  AuditOutcome,
} from '@daytwo/backstage-plugin-audit-common';
import type { AuditRecorderEntry } from '@daytwo/backstage-plugin-audit-node';
import { outcomeOf } from '../../auditor/outcome';
import { plainIp } from '../../auditor/request';
import type { Clock } from '../../capture/clock';
import type { DefaultAuditRecorder } from '../../recorder/DefaultAuditRecorder';
import { Recent } from '../Recent';
import { FailureLimit } from './FailureLimit';
import {
  readJson,
  readPage,
  readRedirect,
  type SignInResult,
} from './readResponse';

/** A session that is renewed within that time is no new sign-in. */
const SESSION_MS = 12 * 3600_000;

const path = /^\/([\w.-]{1,64})\/(refresh|handler\/frame|logout)\/?$/;

/** What {@link createSignInMiddleware} works with. */
export interface SignInMiddlewareOptions {
  /** With the auth plugin as its source. */
  recorder: DefaultAuditRecorder;
  clock: Clock;
  logger: LoggerService;
}

interface SignIn extends SignInResult {
  provider: string;
  route: string;
}

/**
 * Watches what the auth backend answers, as it neither audits sign-ins nor
 * publishes events of them. Providers without a popup sign in by renewing a
 * session, on each page load: the first one counts, the others are noise.
 */
export function createSignInMiddleware({
  recorder,
  clock,
  logger,
}: SignInMiddlewareOptions): RequestHandler {
  const sessions = Recent.create<number>();

  const isRenewal = ({ provider, userEntityRef }: SignIn, ip = '') => {
    const key = `${provider} ${userEntityRef} ${ip}`;
    const last = sessions.get(key);
    sessions.set(key, clock.steady());
    return last !== undefined && clock.steady() - last < SESSION_MS;
  };

  const save = (entry: AuditRecorderEntry, noise?: boolean) => {
    recorder
      .record(entry, { noise })
      .catch(error => logger.error('A sign-in could not be recorded', error));
  };

  const limit = FailureLimit.create({
    clock,
    onSkipped: (address, failures) => save(manyFailures(address, failures)),
  });

  const record = (request: Request, signIn: SignIn) => {
    if (signIn.error && !limit.allows(plainIp(request.ip) ?? 'unknown')) {
      return;
    }
    const known = !signIn.error && isRenewal(signIn, request.ip);
    const noise = (known && signIn.route === 'refresh') || undefined;
    save({ ...describe(signIn, noise), request: withoutQuery(request) }, noise);
  };

  return (request, response, next) => {
    const [, provider, route] = path.exec(request.path) ?? [];
    if (provider) {
      watch(response, result => {
        if (isTelling({ ...result, provider, route })) {
          record(request, { ...result, provider, route });
        }
      });
    }
    next();
  };
}

/** Calls back with what an answer says, once it is given. */
function watch(response: Response, callback: (result: SignInResult) => void) {
  const { json, end } = response;
  let result: SignInResult = {};
  response.json = body => {
    result = readJson(body);
    return json.call(response, body);
  };
  response.end = function endAndRead(this: Response, ...args: unknown[]) {
    const [chunk] = args;
    if (typeof chunk === 'string' && chunk.startsWith('<html>')) {
      result = readPage(chunk);
    }
    return Reflect.apply(end, this, args);
  } as Response['end'];
  response.once('finish', () => {
    const location = response.getHeader('location');
    callback(typeof location === 'string' ? readRedirect(location) : result);
  });
}

/** A visitor who has not signed in yet asks for a session too, and some ask for what is not there; that is nothing. */
function isTelling({ route, error, userEntityRef }: SignIn): boolean {
  const isNothing =
    error?.message.includes('Missing session cookie') ||
    error?.name === 'NotFoundError';
  return !isNothing && (route !== 'refresh' || Boolean(userEntityRef || error));
}

function manyFailures(address: string, failures: number): AuditRecorderEntry {
  return {
    event: 'sign-in',
    action: 'many-failures',
    severity: 'high',
    outcome: 'denied',
    actors: [{ type: 'anonymous', ref: 'anonymous' }],
    meta: { address, failures },
  };
}

function describe(
  { provider, route, userEntityRef, error }: SignIn,
  renewal?: boolean,
) {
  const actors: AuditActor[] = userEntityRef
    ? [{ type: 'user', ref: userEntityRef }]
    : [{ type: 'anonymous', ref: 'anonymous' }];
  const isLogout = route === 'logout';
  return {
    event: isLogout ? 'sign-out' : 'sign-in',
    action: renewal ? 'renew' : provider,
    severity: renewal ? 'low' : 'medium',
    outcome: error && signInOutcome(route, error),
    error:
      error && Object.assign(new Error(error.message), { name: error.name }),
    actors,
    meta: { provider },
  } satisfies AuditRecorderEntry;
}

/** A popup tells of its errors without saying of what kind they are. */
function signInOutcome(route: string, error: object): AuditOutcome {
  return route === 'handler/frame' ? 'denied' : outcomeOf(error);
}

/** The query of a popup's answer holds codes that give access. */
function withoutQuery(request: Request): Request {
  const [originalUrl] = request.originalUrl.split('?');
  return Object.create(request, { originalUrl: { value: originalUrl } });
}
