// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('things', table => {
    table.integer('id').primary();
    table.text('name');
    table.bigInteger('at');
    table.double('size');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('things');
};
