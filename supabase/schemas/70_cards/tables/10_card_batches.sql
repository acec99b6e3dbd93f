create table public.card_batches (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  programme_id uuid,
  kind text not null default 'points',
  issuer text not null default 'tenant',
  title text not null,
  translations jsonb not null default '{}',
  face_value bigint,
  face_minor bigint,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  valid_days integer,
  funded_at text not null default 'issue',
  needs_activation boolean not null default false,
  last_serial integer not null default 0,
  status text not null default 'active',
  look jsonb not null default '{}',
  for_departures boolean not null default false,
  includes_company_offers boolean not null default false,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint card_batch_id_is_unique_alone unique (id),
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint kind_is_known check (kind in ('points', 'stored_value')),
  constraint issuer_is_known check (issuer in ('tenant', 'platform')),
  constraint title_is_not_empty check (length(trim(title)) between 1 and 60),
  constraint translations_are_an_object check (jsonb_typeof(translations) = 'object'),
  constraint look_is_an_object check (jsonb_typeof(look) = 'object'),
  constraint face_value_is_a_sensible_amount check (face_value between 1 and 1000000000000),
  -- Claim codes open wallets that exist: nothing is put on them.
  constraint cards_are_funded_by_a_programme check (
    (programme_id is null) = for_departures and (face_value is null) = for_departures
  ),
  constraint stored_value_has_an_amount_of_money check ((kind = 'stored_value') = (face_minor is not null)),
  constraint amount_of_money_is_sensible check (face_minor between 1 and 1000000000000),
  constraint validity_has_a_length check (valid_from < valid_until),
  constraint validity_is_finite check (isfinite(valid_from) and isfinite(valid_until)),
  constraint days_are_sensible check (valid_days between 1 and 3660),
  constraint moment_of_funding_is_known check (funded_at in ('issue', 'activation')),
  -- Else a guest's first sign-in would move the company's budget, and could be refused for want of it.
  constraint what_is_funded_later_is_activated_by_the_issuer check (funded_at = 'issue' or needs_activation),
  constraint serials_are_counted check (last_serial >= 0),
  constraint status_is_known check (status in ('active', 'frozen', 'void'))
);

create index card_batches_by_programme on public.card_batches (tenant_id, programme_id);
create unique index one_batch_for_departures on public.card_batches (tenant_id) where for_departures;

create trigger touch_updated_at before update on public.card_batches
  for each row execute function private.touch_updated_at();

alter table public.card_batches enable row level security;

create policy guests_read_their_batch on public.card_batches for select to authenticated
  using (id = any ((select private.audience_ids())::uuid[]) and tenant_id = (select private.tenant_id()));

create policy hr_reads_all_batches on public.card_batches for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select (
  tenant_id, id, programme_id, kind, issuer, title, translations, face_value, face_minor, valid_from, valid_until, valid_days, funded_at,
  needs_activation, status, look, for_departures, includes_company_offers, created_at
) on public.card_batches to authenticated;
grant select on public.card_batches to service_role;
-- NOTE: nobody may write: batches are made by save_card_batch() and create_card_batch().

comment on table public.card_batches is
  'Cards made alike: what each is worth, from when until when it is valid, how it looks. Frozen: none of its cards may sign in or pay; void: for good.';
comment on column public.card_batches.tenant_id is 'The company whose budget pays for the cards, and whose mall they open.';
comment on column public.card_batches.id is 'The batch; also the audience by which offers are made to its cards.';
comment on column public.card_batches.programme_id is 'The programme of the points on the cards: its spending scope and refund policy hold for them. Empty for claim codes.';
comment on column public.card_batches.kind is 'points (worth face_value points), or stored_value (worth face_minor, which face_value is at the rate of the day the batch was saved).';
comment on column public.card_batches.issuer is 'Who pays: tenant (the company''s budget), or platform (each card''s value is booked as a deposit of the platform and granted in the same transaction).';
comment on column public.card_batches.title is 'The name of the card as its holder sees it, in Simplified Chinese.';
comment on column public.card_batches.translations is 'The title in other languages: {"en": {"title": "…"}}.';
comment on column public.card_batches.face_value is 'Points on each card when it is issued. Empty for claim codes.';
comment on column public.card_batches.face_minor is 'For stored_value: what each card is worth in minor units of the company''s currency.';
comment on column public.card_batches.valid_from is 'The first moment at which the cards may be used.';
comment on column public.card_batches.valid_until is 'The first moment at which they may no longer be used; also when their points expire.';
comment on column public.card_batches.valid_days is 'A card is valid to the end of the day so many days after its activation (by the issuer, or the first sign-in), and never beyond valid_until. Empty: to valid_until.';
comment on column public.card_batches.funded_at is 'When a card gets its value from the budget: issue, or activation (by the issuer).';
comment on column public.card_batches.needs_activation is 'Cards are made inactive: nobody can use them before activate_cards(). Against theft between printer and holder.';
comment on column public.card_batches.last_serial is 'The serial of the youngest card: how many there are.';
comment on column public.card_batches.status is 'active, frozen (may be taken back) or void (for good).';
comment on column public.card_batches.look is 'How the card is drawn: {"background": "#5B4FE9", "foreground": "#FFFFFF", "image_path": "…"}.';
comment on column public.card_batches.for_departures is 'The batch of the company''s claim codes for those who leave; made with the first, without programme and face value.';
comment on column public.card_batches.includes_company_offers is 'Its cards may buy what is offered to the whole company as well as what is offered to the batch.';
comment on column public.card_batches.created_at is 'When the batch was made.';
comment on column public.card_batches.updated_at is 'When it was last changed.';
