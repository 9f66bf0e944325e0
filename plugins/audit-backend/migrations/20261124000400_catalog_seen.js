// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('catalog_seen', table => {
    table.comment('Entities as they were when the catalog was last looked at');
    table.text('watch').notNullable();
    table.text('ref').notNullable();
    table.text('etag').notNullable();
    table.text('content').notNullable().comment('JSON, without secrets');
    table.text('hashes').notNullable().comment('JSON: of each field, whole');
    table
      .bigInteger('missing_since')
      .comment('Not there in the last complete look; milliseconds');
    table.primary(['watch', 'ref']);
  });
  await knex.schema.createTable('catalog_looks', table => {
    table.comment('One row: who looks at the catalog');
    table.integer('id').primary();
    table.text('taken_by').notNullable();
    table.bigInteger('taken_until').notNullable();
    table
      .text('known')
      .notNullable()
      .comment('JSON: watches that were looked at once');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('catalog_looks');
  await knex.schema.dropTable('catalog_seen');
};
