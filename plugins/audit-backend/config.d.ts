import type { HumanDuration } from '@backstage/types';

/** Where a record is to be stored while the database cannot take it. */
type OnUnavailable = 'spool' | 'wait';

export interface Config {
  audit?: {
    capture?: {
      /**
       * What happens while the database is away, by severity: `spool` writes to
       * a file on this machine and goes on; `wait` lets the action wait. Both
       * lose nothing. `spool` by default.
       */
      onUnavailable?: {
        low?: OnUnavailable;
        medium?: OnUnavailable;
        high?: OnUnavailable;
        critical?: OnUnavailable;
      };
      /** How long `wait` waits before it spools after all; 10 seconds by default. */
      waitFor?: HumanDuration | string;
      /** When a flush counts as failed; 10 seconds by default. */
      flushTimeout?: HumanDuration | string;
      /** What waits in memory at most. */
      maxWaiting?: {
        /** 1000 by default. */
        entries?: number;
        /** 64 MB by default. */
        bytes?: number | string;
      };
      spool?: {
        /** A folder that survives a restart; below the system's temporary folder by default. */
        directory?: string;
        /** 1 GB by default. */
        maxBytes?: number | string;
      };
      /** Whether reads are noted before they happen too, or only writes; `writes` by default. */
      intents?: 'all' | 'writes';
      /** The largest record, JSON; 32 kB by default. The rest is cut, and marked. */
      maxBytes?: number | string;
      /** When a process that is not seen any more counts as dead, and what it began as abandoned; 10 minutes by default, 5 at least. */
      deadAfter?: HumanDuration | string;
      /** When an action without an outcome counts as abandoned, of whatever process; 24 hours by default. */
      abandonAfter?: HumanDuration | string;
    };
    /** What people do in the browser, as the browser reports it. */
    clientEvents?: {
      /**
       * Off by default.
       * @visibility frontend
       */
      enabled?: boolean;
      /** Events of one person, per replica; 600 by default. */
      maxPerMinute?: number;
    };
    catalog?: {
      /**
       * Kinds of entities whose changes are recorded, such as `Component`; those
       * of Daytwo always are.
       */
      kinds?: string[];
    };
    redact?: {
      /** Names of fields whose values are never stored, besides the usual ones. */
      keys?: string[];
      /** Regular expressions of texts that are never stored, besides the usual ones. */
      patterns?: string[];
    };
    seal?: {
      /** How often a block is made; 60 by default. */
      everySeconds?: number;
      /** How many records a block has at most; 10000 by default. */
      everyRecords?: number;
      /** After how long a block is made though nothing happened; 3600 by default. */
      emptyAfterSeconds?: number;
      /**
       * Private keys that sign, PEM (PKCS 8, Ed25519), the one to use last. Without
       * any, one is made and kept in the database.
       * @deepVisibility secret
       */
      keys?: string[];
      /** Where the newest block's hash goes, so that a log that is rewritten whole is found out. */
      anchors?: Array<{
        /** `file` appends a line, `webhook` posts it, `git` commits and pushes it. */
        type: 'file' | 'webhook' | 'git';
        /** Of the file. */
        path?: string;
        /** Of the webhook; HTTPS. */
        url?: string;
        /** Lets it be plain HTTP on another machine than this. */
        allowInsecure?: boolean;
        /**
         * Signs what is posted.
         * @visibility secret
         */
        secret?: string;
        /** Of the repository. */
        directory?: string;
        remote?: string;
        branch?: string;
        author?: { name?: string; email?: string };
      }>;
    };
    retention?: {
      default?: {
        /** Forever by default. */
        days?: number;
      };
      rules?: Array<{
        match: {
          severity?: string | string[];
          plugin?: string | string[];
          source?: string | string[];
        };
        days: number;
      }>;
    };
    usage?: {
      /** Shows teams, and never people. */
      privacy?: boolean;
      /** Minutes that a run saves, by automation; `default` for all others. */
      minutesSaved?: { [automation: string]: number };
    };
    alerts?: Array<{
      id: string;
      title?: string;
      /** Which records count, as a filter predicate over the record. */
      match?: object;
      /** What is counted separately; `actor` by default. */
      by?: 'actor' | 'entity' | 'plugin' | 'all';
      /** CEL over `record` and `count`; `count >= 1` by default. */
      when?: string;
      /** How long records count; 10 minutes by default. */
      within?: HumanDuration | string;
      /** Entity refs of who is told. */
      notify?: string[];
      webhook?: {
        /** HTTPS. */
        url: string;
        /** Lets it be plain HTTP on another machine than this. */
        allowInsecure?: boolean;
        /** @visibility secret */
        secret?: string;
      };
    }>;
    /** Systems that are told of every record. */
    streams?: Array<{
      name: string;
      /** How records are written; `json` by default. */
      format?: 'json' | 'ocsf';
      syslog?: {
        host: string;
        /** 6514 by default. */
        port?: number;
        /** Certificates that are trusted, PEM; those of the system by default. */
        ca?: string;
        /** Our certificate, PEM, where the other side asks for one. */
        cert?: string;
        /** @visibility secret */
        key?: string;
        /** Name in the other side's certificate; the host by default. */
        servername?: string;
        hostname?: string;
        appName?: string;
        /** Private enterprise number of your organisation. */
        enterprise?: number;
      };
      https?: {
        url: string;
        /** Lets it be plain HTTP on another machine than this. */
        allowInsecure?: boolean;
        headers?: {
          /** @visibility secret */
          [name: string]: string;
        };
        /** @visibility secret */
        secret?: string;
      };
    }>;
  };
}
