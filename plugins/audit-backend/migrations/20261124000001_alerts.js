// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  // Records that count towards an alert, for as long as its window is.
  await knex.schema.createTable('alert_hits', table => {
    table.text('rule').notNullable();
    table.text('subject').notNullable().comment('Whom or what is counted');
    table.bigInteger('seq').notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['rule', 'subject', 'seq']);
    table.index(['rule', 'at']);
  });

  await knex.schema.createTable('alerts', table => {
    table.increments('id');
    table.text('rule').notNullable();
    table.text('title').notNullable();
    table.text('subject').notNullable();
    table.bigInteger('at').notNullable();
    table.bigInteger('seq').notNullable().comment('The record that set it off');
    table.integer('count').notNullable();
    table.bigInteger('told_at').comment('Null: nobody has been told yet');
    table.integer('failures').notNullable().defaultTo(0);
    table.bigInteger('next_at').comment('Not tried before');
    table.index(['rule', 'subject', 'at']);
    table.index(['told_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('alerts');
  await knex.schema.dropTable('alert_hits');
};
