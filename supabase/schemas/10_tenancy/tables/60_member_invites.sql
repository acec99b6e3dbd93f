create table private.member_invites (
  tenant_id uuid not null,
  member_id uuid not null,
  code_hash text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, member_id),
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete cascade,
  constraint code_hash_is_hmac_sha_256 check (code_hash ~ '^[0-9a-f]{64}$')
);

alter table private.member_invites enable row level security;
-- NOTE: no policy and no grant: functions of the database are the only readers.

comment on table private.member_invites is 'The invitation of each member who has no account yet; a new one replaces the old one.';
comment on column private.member_invites.tenant_id is 'The company.';
comment on column private.member_invites.member_id is 'Who is invited.';
comment on column private.member_invites.code_hash is 'private.invite_code_hash(code). The code itself is shown once, when it is made.';
comment on column private.member_invites.expires_at is 'Not valid from this moment on.';
comment on column private.member_invites.used_at is 'When it was accepted; an invitation is accepted once.';
comment on column private.member_invites.created_at is 'When it was made.';
