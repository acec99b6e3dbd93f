create table private.secrets (
  name text primary key,
  value text not null default encode(extensions.gen_random_bytes(32), 'hex'),
  created_at timestamptz not null default now(),
  constraint name_is_a_plain_word check (name ~ '^[a-z][a-z0-9_]{2,60}$')
);

alter table private.secrets enable row level security;
-- NOTE: no policy and no grant: private.secret(name) is the only reader.

comment on table private.secrets is
  'Secrets of projects without Vault, made at random when the project is installed. A secret of the same name in Vault goes before. Never change a pepper: PINs and codes made with it would stop working.';
comment on column private.secrets.name is 'The name by which functions ask for it.';
comment on column private.secrets.value is 'The secret: 256 random bits as hexadecimal digits.';
comment on column private.secrets.created_at is 'When it was made.';

insert into private.secrets (name) values ('card_pin_pepper'), ('invite_code_pepper'), ('card_export_key') on conflict (name) do nothing;
