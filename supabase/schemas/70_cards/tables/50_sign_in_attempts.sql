create table private.sign_in_attempts (
  bucket text not null,
  key bytea not null,
  failures timestamptz[] not null default '{}',
  blocks integer not null default 0,
  blocked_until timestamptz,
  last_turn timestamptz,
  touched_at timestamptz not null default private.clock(),
  primary key (bucket, key),
  constraint bucket_is_known check (bucket in ('card', 'source', 'known_source', 'guarded_batch')),
  constraint blocks_are_counted check (blocks >= 0)
);

create index sign_in_attempts_by_age on private.sign_in_attempts (touched_at);

alter table private.sign_in_attempts enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.

comment on table private.sign_in_attempts is
  'Limits on sign-ins with number and PIN and on invitations: what was tried lately, for each card number (whether or not it exists), each source address, and each pair of a card and a source that signed in before. See docs/security.md.';
comment on column private.sign_in_attempts.bucket is
  'card: strangers trying a card number, or the invitation of a member. source: an address trying whatever. known_source: an address that signed in with that very card before. guarded_batch: the queue of a batch whose trip-wire was touched.';
comment on column private.sign_in_attempts.key is 'HMAC of the number (or of company and employee number), of the address, or of both: neither can be read here.';
comment on column private.sign_in_attempts.failures is 'When the failed attempts of the window were made; a running attempt counts as failed until it has succeeded.';
comment on column private.sign_in_attempts.blocks is 'How often in a row the limit was reached: the delay doubles each time.';
comment on column private.sign_in_attempts.blocked_until is 'No attempt before this moment.';
comment on column private.sign_in_attempts.last_turn is 'The latest turn that was promised in the queue of this card or batch (private.sign_in_turns).';
comment on column private.sign_in_attempts.touched_at is 'The last attempt. Rows nobody has touched for two days are removed.';
