// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('catalog_seen', table => {
    table.text('problem').comment('Why it cannot be processed; null if it can');
  });
  await knex.schema.createTable('catalog_refused', table => {
    table.comment('Entities that the catalog refuses, and never had');
    table.text('ref').primary();
    table.bigInteger('refused_at').notNullable().comment('Last; milliseconds');
    table.index(['refused_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('catalog_refused');
  await knex.schema.alterTable('catalog_seen', table => {
    table.dropColumn('problem');
  });
};
