// @ts-check

/**
 * Instants are milliseconds since the epoch in bigint columns: the same on all
 * databases, exact, and cheap to compare. JSON is text unless queried inside.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Mirror of the catalog: what rules read, what permissions and filters ask.
  await knex.schema.createTable('entities', table => {
    table.increments('id').comment('Short name of the entity in this database');
    table.text('ref').notNullable().comment('kind:namespace/name, lower case');
    table.text('kind').notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('title');
    table.text('type');
    table.text('lifecycle');
    table.text('owner_ref').comment('First owner');
    table.text('system_ref');
    table.text('etag').comment('Of the catalog; tells whether to fetch again');
    table.jsonb('entity').notNullable().comment('The entity, whole');
    table
      .bigInteger('missing_since')
      .comment('First seen to be absent; gone when a second pass confirms');
    table.unique(['ref']);
    table.index(['kind']);
  });

  await knex.schema.createTable('entity_relations', table => {
    table.integer('entity_id').notNullable();
    table.text('type').notNullable();
    table.text('target_ref').notNullable();
    table.primary(['entity_id', 'type', 'target_ref']);
    table.index(['target_ref', 'type']);
  });

  // What an entity is summed under: every group above its owners, system, ...
  await knex.schema.createTable('entity_dims', table => {
    table.integer('entity_id').notNullable();
    table.text('dim').notNullable();
    table.text('value').notNullable();
    table.primary(['entity_id', 'dim', 'value']);
    table.index(['dim', 'value', 'entity_id']);
  });

  // Nested groups, free of cycles: each group is also its own ancestor, depth 0.
  await knex.schema.createTable('group_ancestors', table => {
    table.text('group_ref').notNullable();
    table.text('ancestor_ref').notNullable();
    table.integer('depth').notNullable();
    table.primary(['group_ref', 'ancestor_ref']);
    table.index(['ancestor_ref']);
  });

  await knex.schema.createTable('facts', table => {
    table.integer('entity_id').notNullable();
    table.text('source').notNullable();
    table.text('data').comment('JSON; null where none was ever learned');
    table.text('hash').comment('SHA-256 of data');
    table.integer('version').notNullable().defaultTo(0);
    table.bigInteger('observed_at').comment('Last confirmed');
    table.bigInteger('changed_at').comment('Last differed');
    table.text('error').comment('Of the last attempt; null where it went well');
    table.bigInteger('error_at');
    table.primary(['entity_id', 'source']);
    table.index(['source', 'observed_at']);
    table.index(['source', 'error_at'], undefined, {
      predicate: knex.whereNotNull('error_at'),
    });
  });

  await knex.schema.createTable('scorecards', table => {
    table.increments('id');
    table.text('ref').notNullable();
    table.text('title').notNullable();
    table.text('description');
    table.text('tags').notNullable().comment('JSON array');
    table.text('owner_ref').notNullable();
    table
      .integer('version')
      .notNullable()
      .comment('The version that runs; 0 where none was ever valid');
    table
      .text('problems')
      .notNullable()
      .comment('JSON array; of the newest text');
    table.text('read_hash').comment('Of the newest text, valid or not');
    table.bigInteger('read_at').notNullable();
    table.bigInteger('removed_at');
    table
      .bigInteger('rollup_due')
      .comment('Results changed since the rollups were made');
    table.unique(['ref']);
  });

  await knex.schema.createTable('scorecard_versions', table => {
    table.integer('scorecard_id').notNullable();
    table.integer('version').notNullable();
    table.text('hash').notNullable();
    table.text('spec').notNullable();
    table.bigInteger('created_at').notNullable();
    table.primary(['scorecard_id', 'version']);
  });

  // One row for an entity on a scorecard; verdicts are packed by slot.
  await knex.schema.createTable('results', table => {
    table.integer('scorecard_id').notNullable();
    table.integer('entity_id').notNullable();
    table
      .integer('version')
      .notNullable()
      .comment('Version of the scorecard that judged');
    table.text('states').notNullable().comment('A letter per check');
    table
      .text('since')
      .notNullable()
      .comment('Per check, seconds since the epoch in base 36, comma between');
    table
      .text('reasons')
      .comment('JSON: slot to reason, where not pass or fail');
    table
      .text('fact_versions')
      .notNullable()
      .comment('JSON: source to version');
    table.integer('level').notNullable();
    table.double('score');
    table.integer('passed').notNullable();
    table.integer('known').notNullable();
    table.integer('counted').notNullable();
    table.bigInteger('evaluated_at').notNullable();
    table
      .bigInteger('next_due')
      .comment('When time alone may change a verdict');
    table
      .integer('revision')
      .notNullable()
      .comment('Compare-and-set: a writer that read an older one has lost');
    table.primary(['scorecard_id', 'entity_id']);
    table.index(['entity_id']);
    table.index(['next_due']);
  });

  await knex.schema.createTable('transitions', table => {
    table.bigIncrements('id');
    table.bigInteger('at').notNullable();
    table.integer('scorecard_id').notNullable();
    table.integer('entity_id').notNullable();
    table.text('check_id').comment('Null: the entity entered or left');
    table.string('from_state', 1);
    table.string('to_state', 1);
    table.text('cause').notNullable();
    table.integer('version').notNullable();
    table.text('evidence').comment('JSON');
    table.index(['entity_id', 'scorecard_id', 'id']);
    table.index(['scorecard_id', 'at', 'id']);
  });

  // Names of entities that are gone, so that history can still be read.
  await knex.schema.createTable('former_entities', table => {
    table.integer('id').primary();
    table.text('ref').notNullable();
    table.bigInteger('removed_at').notNullable();
    table.index(['ref']);
  });

  // The newest numbers; dim "all" has the value "". Made again soon after changes.
  await knex.schema.createTable('rollups', table => {
    table.integer('scorecard_id').notNullable();
    table.text('dim').notNullable();
    table.text('value').notNullable();
    table.integer('entities').notNullable();
    table.double('score');
    table.integer('passed').notNullable();
    table.integer('known').notNullable();
    table.integer('counted').notNullable();
    table.text('levels').notNullable().comment('JSON array, first "no level"');
    table.text('worst_check').comment('Id of the check that fails most often');
    table.integer('worst_failing');
    table.bigInteger('as_of').notNullable();
    table.primary(['scorecard_id', 'dim', 'value']);
  });

  // One row a day, scorecard and value; the last of the day stays.
  await knex.schema.createTable('rollup_days', table => {
    table.integer('scorecard_id').notNullable();
    table.text('dim').notNullable();
    table.text('value').notNullable();
    table.string('day', 10).notNullable();
    table.integer('entities').notNullable();
    table.double('score');
    table.integer('passed').notNullable();
    table.integer('known').notNullable();
    table.integer('counted').notNullable();
    table.text('levels').notNullable();
    table.primary(['scorecard_id', 'dim', 'value', 'day']);
  });

  // Entities to evaluate. A row outlives its claim if it was marked again.
  await knex.schema.createTable('dirty', table => {
    table.integer('entity_id').primary();
    table.integer('priority').notNullable();
    table.text('cause').notNullable();
    table.integer('generation').notNullable();
    table.bigInteger('marked_at').notNullable();
    table.text('claimed_by');
    table.bigInteger('claimed_until');
    table.index(['priority', 'marked_at']);
  });

  // A scorecard to evaluate anew, in chunks of entities.
  await knex.schema.createTable('sweep_chunks', table => {
    table.increments('id');
    table.integer('scorecard_id').notNullable();
    table.integer('version').notNullable();
    table.text('cause').notNullable();
    table
      .text('checks')
      .comment('JSON array of ids that changed; null: all, and membership');
    table.integer('from_id').notNullable();
    table.integer('to_id').notNullable();
    table.integer('entities').notNullable();
    table.text('claimed_by');
    table.bigInteger('claimed_until');
    table.index(['scorecard_id']);
  });

  await knex.schema.createTable('source_runs', table => {
    table.text('source').primary();
    table.bigInteger('started_at');
    table.bigInteger('finished_at');
    table.integer('entities').notNullable().defaultTo(0);
    table.integer('changed').notNullable().defaultTo(0);
    table.integer('failed').notNullable().defaultTo(0);
    table.text('error');
  });

  await knex.schema.createTable('source_responses', table => {
    table.text('source').notNullable();
    table.text('url_hash').notNullable();
    table.text('etag');
    table.text('last_modified');
    table.bigInteger('stored_at').notNullable();
    table.primary(['source', 'url_hash']);
  });

  await knex.schema.createTable('rate_budgets', table => {
    table.text('key').primary();
    table.double('tokens').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('blocked_until').comment('Retry-After of the other side');
  });

  // Small things to remember, such as when a task last ran.
  await knex.schema.createTable('marks', table => {
    table.text('key').primary();
    table.text('value').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'marks',
    'rate_budgets',
    'source_responses',
    'source_runs',
    'sweep_chunks',
    'dirty',
    'rollup_days',
    'rollups',
    'former_entities',
    'transitions',
    'results',
    'scorecard_versions',
    'scorecards',
    'facts',
    'group_ancestors',
    'entity_dims',
    'entity_relations',
    'entities',
  ]) {
    await knex.schema.dropTable(table);
  }
};
