create function private.lot_rules(
  tenant_id uuid, programme_id uuid, valid_until timestamptz, out expires_at timestamptz, out scope text, out scope_ids uuid[]
)
language plpgsql stable security definer set search_path = '' as $$
declare
  programme public.programmes;
  zone text;
  today date;
  last_day date;
begin
  select t.time_zone into zone from public.tenants t where t.id = lot_rules.tenant_id;
  select p.* into programme
  from public.programmes p
  where p.tenant_id = lot_rules.tenant_id and p.id = lot_rules.programme_id;
  if programme.id is null then
    perform private.fail('programme_not_found', 404);
  end if;
  today := (private.clock() at time zone zone)::date;
  last_day := case programme.validity_kind
    when 'fixed_date' then programme.valid_until
    when 'days' then today + programme.validity_days
    else (today + make_interval(months => programme.validity_months))::date
  end;
  expires_at := coalesce(lot_rules.valid_until, private.end_of_day(last_day, zone));
  if programme.status <> 'active' or expires_at <= private.clock() then
    perform private.fail('programme_closed', 409);
  end if;
  scope := programme.scope;
  scope_ids := programme.scope_ids;
end
$$;

comment on function private.lot_rules(uuid, uuid, timestamptz) is
  'What a lot granted now in this programme gets: the end of its validity in the tenant''s time zone (or valid_until, where something else decides, e.g. a card), and its scope. Errors: programme_not_found, programme_closed (not active, or its fixed date is over).';
