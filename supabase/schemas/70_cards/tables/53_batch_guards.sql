create table private.batch_guards (
  batch_id uuid primary key,
  misses numeric not null default 0,
  counted_at timestamptz not null default private.clock(),
  guarded_until timestamptz,
  constraint misses_are_not_negative check (misses >= 0)
);

alter table private.batch_guards enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.
-- NOTE: no foreign key: attempts at numbers that are no card are counted under the nil UUID, so that they cost the same time.

comment on table private.batch_guards is
  'The trip-wire of each batch: wrong PINs at its cards from strangers, less first sign-ins, draining with time. When it overflows, strangers take turns for the whole batch.';
comment on column private.batch_guards.batch_id is 'The batch, or the nil UUID for numbers that are no card.';
comment on column private.batch_guards.misses is 'The level at counted_at.';
comment on column private.batch_guards.counted_at is 'When the level was last counted.';
comment on column private.batch_guards.guarded_until is 'While in the future, strangers have no free attempts at the cards of this batch, only turns.';
