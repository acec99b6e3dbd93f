create table public.pack_sections (
  tenant_id uuid not null,
  pack_id uuid not null,
  section_no integer not null,
  kind text not null,
  title text not null default '',
  translations jsonb not null default '{}',
  choose_count integer,
  amount_points bigint,

  constraint pack_sections_pkey primary key (tenant_id, pack_id, section_no),
  constraint pack_of_the_tenant foreign key (tenant_id, pack_id) references public.packs (tenant_id, id) on delete cascade,
  constraint section_no_is_sensible check (section_no between 1 and 20),
  constraint kind_is_known check (kind in ('fixed', 'choose_count', 'choose_amount')),
  constraint title_has_at_most_60_characters check (length(title) <= 60),
  constraint translations_by_locale check (private.is_translations(translations)),
  constraint count_of_choices_is_sensible check (choose_count between 1 and 999),
  constraint amount_is_sensible check (amount_points between 1 and 1000000000),
  constraint limit_fits_the_kind check (
    (choose_count is not null) = (kind = 'choose_count') and (amount_points is not null) = (kind = 'choose_amount')
  )
);

comment on table public.pack_sections is 'Sections of a pack: fixed contents, a choice of so many units, or a choice up to an amount.';
comment on column public.pack_sections.tenant_id is 'The company.';
comment on column public.pack_sections.pack_id is 'The pack.';
comment on column public.pack_sections.section_no is 'Place in the pack, from 1.';
comment on column public.pack_sections.kind is 'fixed (all of it), choose_count (so many units), choose_amount (units up to so many points).';
comment on column public.pack_sections.title is 'Heading in Simplified Chinese; may be empty.';
comment on column public.pack_sections.translations is 'Other languages: {"en": {"title": "…"}}.';
comment on column public.pack_sections.choose_count is 'For choose_count: units to choose in one use.';
comment on column public.pack_sections.amount_points is 'For choose_amount: points that the chosen units may be worth in one use.';

create trigger refuse_change_of_granted before insert or update or delete on public.pack_sections
for each row execute function private.refuse_change_of_active_pack();

alter table public.pack_sections enable row level security;

create policy whoever_reads_the_pack_reads_its_sections on public.pack_sections
for select to authenticated
using (exists (select from public.packs p where p.tenant_id = pack_sections.tenant_id and p.id = pack_sections.pack_id));

grant select on public.pack_sections to authenticated;
grant select, insert, update, delete on public.pack_sections to service_role;
