// @ts-check

/*
 * Instants are milliseconds since the epoch in bigint columns. JSON is text: it
 * is hashed as it is, and may hold what PostgreSQL's own JSON types refuse.
 */

/** @param {import('knex').Knex} knex */
const isPostgres = knex => knex.client.config.client === 'pg';

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createLog(knex);
  await (isPostgres(knex)
    ? createPostgresRecords(knex)
    : createSqliteRecords(knex));
  await createCapture(knex);
  await createSeal(knex);
  await createUse(knex);
};

/** @param {import('knex').Knex} knex */
async function createLog(knex) {
  await knex.schema.createTable('log_head', table => {
    table.integer('id').primary();
    table.bigInteger('seq').notNullable().comment('Last place that was given');
    table.bigInteger('at').notNullable().comment('Never goes back');
  });
  await knex('log_head').insert({ id: 1, seq: 0, at: 0 });

  await knex.schema.createTable('names', table => {
    table.increments('id').comment('Short name of the value in records');
    table
      .smallint('kind')
      .notNullable()
      .comment('1 event, 2 actor, 3 entity, 4 facet, 5 actor behind another');
    table.text('value').notNullable();
    table.bigInteger('last_at').notNullable().comment('Last seen, about');
    table.unique(['kind', 'value']);
    table.index(['kind', 'last_at']);
  });
}

/**
 * Partitions are made by the plugin, by month. Columns are in the order that
 * wastes least on alignment.
 *
 * @param {import('knex').Knex} knex
 */
async function createPostgresRecords(knex) {
  await knex.raw(`
    CREATE TABLE records (
      seq bigint NOT NULL,
      at bigint NOT NULL,
      event integer NOT NULL,
      actor integer NOT NULL,
      outcome smallint NOT NULL,
      severity smallint NOT NULL,
      source smallint NOT NULL,
      noise boolean NOT NULL,
      tags integer[] NOT NULL,
      digest text NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (seq, at) INCLUDE (event, actor, outcome, severity, source, noise)
        WITH (fillfactor = 100)
    ) PARTITION BY RANGE (at)`);
  await knex.raw(`
    CREATE INDEX records_tags ON records USING gin (tags) WITH (fastupdate = off)`);
  await guardPostgresRecords(knex);
}

/**
 * Records are never edited, and deleted by retention only, which says so for
 * its transaction. Who owns the database can take this away: the seal shows it.
 *
 * @param {import('knex').Knex} knex
 */
async function guardPostgresRecords(knex) {
  await knex.raw(`
    CREATE FUNCTION audit_guard_records() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND current_setting('daytwo.prune', true) = 'on' THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'Records of the audit log are never changed: % refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
    END $$`);
  await knex.raw(`
    CREATE TRIGGER audit_guard_records BEFORE UPDATE OR DELETE ON records
    FOR EACH ROW EXECUTE FUNCTION audit_guard_records()`);
  await knex.raw(`
    CREATE TRIGGER audit_guard_truncate BEFORE TRUNCATE ON records
    FOR EACH STATEMENT EXECUTE FUNCTION audit_guard_records()`);
}

/** @param {import('knex').Knex} knex */
async function createSqliteRecords(knex) {
  await knex.raw(`
    CREATE TABLE records (
      seq integer PRIMARY KEY,
      at integer NOT NULL,
      event integer NOT NULL,
      actor integer NOT NULL,
      outcome integer NOT NULL,
      severity integer NOT NULL,
      source integer NOT NULL,
      noise integer NOT NULL,
      digest text NOT NULL,
      body text NOT NULL
    )`);
  await knex.raw(`
    CREATE TABLE record_tags (
      tag integer NOT NULL,
      seq integer NOT NULL,
      PRIMARY KEY (tag, seq)
    ) WITHOUT ROWID`);
  // What histograms read, without the bodies between.
  await knex.raw(`
    CREATE INDEX records_facets
    ON records (seq, at, event, outcome, severity, source, noise)`);
  // Has a row while retention deletes, within its transaction.
  await knex.schema.createTable('record_pruning', table => {
    table.integer('id').primary();
  });
  await knex.raw(`
    CREATE TRIGGER audit_guard_records BEFORE UPDATE ON records
    BEGIN SELECT RAISE(ABORT, 'Records of the audit log are never changed: UPDATE refused'); END`);
  await knex.raw(`
    CREATE TRIGGER audit_guard_deletion BEFORE DELETE ON records
    WHEN NOT EXISTS (SELECT 1 FROM record_pruning)
    BEGIN SELECT RAISE(ABORT, 'Records of the audit log are never changed: DELETE refused'); END`);
}

/** @param {import('knex').Knex} knex */
async function createCapture(knex) {
  await knex.schema.createTable('intents', table => {
    table.text('id').primary();
    table.text('correlation_id').notNullable();
    table.bigInteger('at').notNullable().comment('When the action began');
    table.text('writer').notNullable();
    table.text('draft').notNullable().comment('JSON of what is known so far');
    table.index(['at']);
    table.index(['writer']);
  });

  await knex.schema.createTable('spool_batches', table => {
    table.text('id').primary().comment('A batch that is in the log already');
    table.bigInteger('at').notNullable();
    table.index(['at']);
  });
}

/** @param {import('knex').Knex} knex */
async function createSeal(knex) {
  await knex.schema.createTable('blocks', table => {
    table.bigInteger('block').primary();
    table.bigInteger('first_seq').notNullable();
    table.bigInteger('last_seq').notNullable();
    table.text('header').notNullable().comment('The text that is signed');
    table.text('hash').notNullable();
    table.text('signature').notNullable();
    table.bigInteger('sealed_at').notNullable();
    table.bigInteger('records_pruned_at');
    table.index(['last_seq']);
  });

  await knex.schema.createTable('keys', table => {
    table.text('id').primary();
    table.text('public_key').notNullable().comment('PEM');
    table.text('private_key').comment('PEM; null where it is in config');
    table.bigInteger('since').notNullable();
    table.bigInteger('retired_at');
  });

  await knex.schema.createTable('holds', table => {
    table.text('id').primary();
    table.text('title').notNullable();
    table.text('filter').notNullable().comment('JSON');
    table.text('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.text('released_by');
    table.bigInteger('released_at');
  });
}

/** @param {import('knex').Knex} knex */
async function createUse(knex) {
  await knex.schema.createTable('stream_cursors', table => {
    table.text('name').primary();
    table.bigInteger('seq').notNullable().comment('Last that was delivered');
    table.bigInteger('updated_at').notNullable();
    table.integer('failures').notNullable().defaultTo(0);
    table.bigInteger('next_at').comment('Not tried before');
    table.text('error').comment('Of the last attempt');
  });

  await knex.schema.createTable('usage_daily', table => {
    table.text('day').notNullable().comment('UTC, such as 2026-11-30');
    table.text('automation').notNullable();
    table.text('team').notNullable().defaultTo('');
    table.text('actor').notNullable();
    table.smallint('outcome').notNullable();
    table.integer('runs').notNullable();
    table.bigInteger('sum_ms').notNullable();
    table.text('sketch').comment('JSON: durations by bucket, for the median');
    table.primary(['day', 'automation', 'team', 'actor', 'outcome']);
  });
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  const tables = [
    'usage_daily',
    'stream_cursors',
    'holds',
    'keys',
    'blocks',
    'spool_batches',
    'intents',
    'records',
    'names',
    'log_head',
  ];
  for (const table of tables) {
    await knex.schema.dropTable(table);
  }
  if (isPostgres(knex)) {
    await knex.raw('DROP FUNCTION audit_guard_records()');
    return;
  }
  await knex.schema.dropTable('record_tags');
  await knex.schema.dropTable('record_pruning');
};
