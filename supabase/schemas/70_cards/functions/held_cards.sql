create function private.held_cards(company uuid, selection jsonb) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  most constant int := 10000;
  batch constant uuid := private.uuid_or_null(selection ->> 'batch_id');
  wanted uuid[];
begin
  if batch is null then
    wanted := array(select distinct private.uuid_or_null(i) from jsonb_array_elements_text(selection -> 'card_ids') i);
  else
    wanted := array(
      select c.id from public.cards c
      where c.tenant_id = company and c.batch_id = batch
        and c.serial between coalesce((selection ->> 'from_serial')::numeric, 1) and coalesce((selection ->> 'to_serial')::numeric, c.serial)
      limit most + 1
    );
  end if;
  if cardinality(wanted) > most then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'selection', 'problem', 'at most 10000 cards at once'));
  end if;
  return array(
    select h.id
    from (
      select c.id
      from public.cards c
      where c.tenant_id = company and c.id = any (wanted) and exists (
        select from public.card_batches b
        where b.tenant_id = c.tenant_id and b.id = c.batch_id and not b.for_departures
          and (b.issuer = 'tenant' or private.called_by_platform())
      )
      order by c.id
      for no key update of c
    ) h
  );
end
$$;

comment on function private.held_cards(uuid, jsonb) is
  'The cards of a selection that the caller may act on, locked in the order of their ids: of the company, no claim codes, none that the platform pays for unless it calls. At most 10,000. Errors: invalid_request {field, problem}.';
