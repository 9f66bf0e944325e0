// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('writers', table => {
    table.comment(
      'Processes that write to the log, and whether they are there',
    );
    table.text('name').primary();
    table
      .bigInteger('steady_since')
      .notNullable()
      .comment('Since when it has been seen without a gap');
    table
      .bigInteger('seen_at')
      .notNullable()
      .comment('When it said last that it is there; clock of the database');
    table
      .bigInteger('spooled')
      .notNullable()
      .comment('Entries of it that were on a disk then');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('writers');
};
