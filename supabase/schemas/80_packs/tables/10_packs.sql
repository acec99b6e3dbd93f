create table public.packs (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  title text not null,
  translations jsonb not null default '{}',
  greeting text not null default '',
  signature text not null default '',
  theme text not null default 'plain',
  picture_path text,
  value_points bigint not null,
  uses integer not null default 1,
  valid_until timestamptz,
  valid_days integer,
  allow_swaps boolean not null default false,
  status text not null default 'draft',
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),

  constraint packs_pkey primary key (tenant_id, id),
  -- The platform names a pack without its company.
  constraint pack_id_is_unique_alone unique (id),
  constraint title_has_1_to_60_characters check (length(btrim(title)) between 1 and 60),
  constraint greeting_has_at_most_500_characters check (length(greeting) <= 500),
  constraint signature_has_at_most_100_characters check (length(signature) <= 100),
  constraint translations_by_locale check (private.is_translations(translations)),
  constraint theme_is_known check (theme in ('mid_autumn', 'spring_festival', 'dragon_boat', 'birthday', 'plain')),
  constraint value_is_a_sensible_amount check (value_points between 0 and 1000000000),
  constraint uses_are_sensible check (uses between 1 and 100),
  constraint validity_is_a_moment_or_days check (num_nonnulls(valid_until, valid_days) = 1),
  constraint days_are_sensible check (valid_days between 1 and 3650),
  constraint status_is_known check (status in ('draft', 'active', 'closed'))
);

comment on table public.packs is 'Gift packs of a company: what holders may choose, what one use costs the company, and how the page of the festival looks. Made as a draft, fixed by activate_pack.';
comment on column public.packs.tenant_id is 'The company that gives it.';
comment on column public.packs.id is 'Key.';
comment on column public.packs.title is 'Name in Simplified Chinese.';
comment on column public.packs.translations is 'Other languages: {"en": {"title": "…", "greeting": "…", "signature": "…"}}.';
comment on column public.packs.greeting is 'What the company wishes its people, in Simplified Chinese.';
comment on column public.packs.signature is 'Who signs the greeting, in Simplified Chinese.';
comment on column public.packs.theme is 'How its page is drawn: mid_autumn, spring_festival, dragon_boat, birthday or plain.';
comment on column public.packs.picture_path is 'Picture, relative to the storage bucket media; empty: the theme''s own.';
comment on column public.packs.value_points is 'What one use costs the budget that grants it, in points; 0 where the platform charges otherwise.';
comment on column public.packs.uses is 'How many times a holder may choose, unless the grant says otherwise.';
comment on column public.packs.valid_until is 'First moment at which it can no longer be redeemed; or valid_days.';
comment on column public.packs.valid_days is 'Days from the grant, its last one included, to the end of the day in the company''s time zone; or valid_until.';
comment on column public.packs.allow_swaps is 'Whether something out of stock may be swapped for something else of no more value.';
comment on column public.packs.status is 'draft (may be changed), active (may be granted), closed (no longer granted; what was granted stays good).';
comment on column public.packs.created_at is 'When it was entered.';
comment on column public.packs.updated_at is 'When it was last changed.';

create trigger touch_updated_at before update on public.packs
for each row execute function private.touch_updated_at();
create trigger keep_terms before insert or update on public.packs
for each row execute function private.keep_pack_terms();

alter table public.packs enable row level security;

create policy operators_read_packs_of_their_company on public.packs
for select to authenticated
using (
  tenant_id = (select private.tenant_id())
  and (
    (select private.has_role('hr_manager'))
    or (select private.has_role('department_admin'))
    or (select private.has_role('group_admin'))
  )
);

-- NOTE: holders read a pack through my_packs and pack_detail: a pack that is not theirs is none of their business.
grant select on public.packs to authenticated;
grant select, insert, update, delete on public.packs to service_role;
