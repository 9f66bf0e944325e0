// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('usage_daily', table => {
    table
      .bigInteger('last_at')
      .comment('The last run; null where it was counted before this column');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('usage_daily', table => {
    table.dropColumn('last_at');
  });
};
