// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  // Where records are by which the log accounts for its own seal; each has a
  // block of its own, which proves it. This only finds them.
  await knex.schema.createTable('seal_witnesses', table => {
    table.bigInteger('block').primary();
    table.text('kind').notNullable().comment('key-rotation or retention');
    table.index(['kind']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('seal_witnesses');
};
