create function private.company_of_selection(selection jsonb) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  company uuid;
begin
  if jsonb_typeof(selection) is distinct from 'object'
    or exists (select from jsonb_object_keys(selection) k where k not in ('card_ids', 'batch_id', 'from_serial', 'to_serial'))
    or (selection ? 'card_ids') = (selection ? 'batch_id')
    or (selection ? 'card_ids') and selection ?| '{from_serial,to_serial}'::text[]
    or (selection ? 'card_ids') and jsonb_typeof(selection -> 'card_ids') <> 'array'
    or (selection ? 'from_serial') <> (selection ? 'to_serial')
    or (selection ? 'from_serial')
      and (private.whole_amount(selection -> 'from_serial') is null or private.whole_amount(selection -> 'to_serial') is null)
  then
    perform private.fail('invalid_request', 400, '{"field": "selection", "problem": "shape"}');
  end if;
  if caller.tenant_id is not null then
    company := caller.tenant_id;
  elsif selection ? 'batch_id' then
    select b.tenant_id into company from public.card_batches b where b.id = private.uuid_or_null(selection ->> 'batch_id');
  else
    select c.tenant_id into company from public.cards c where c.id = private.uuid_or_null(selection -> 'card_ids' ->> 0);
  end if;
  if company is null or selection ? 'batch_id' and not exists (
    select from public.card_batches b
    where b.tenant_id = company and b.id = private.uuid_or_null(selection ->> 'batch_id') and not b.for_departures
      and (b.issuer = 'tenant' or caller.tenant_id is null)
  ) then
    perform private.fail('card_batch_not_found', 404);
  end if;
  return company;
end
$$;

comment on function private.company_of_selection(jsonb) is
  'Checks who calls and the shape of a selection of cards: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}; gives the company whose cards are meant, for the platform that of the batch or the first card. Errors: those of private.require_hr_or_platform(), invalid_request {field, problem}, card_batch_not_found.';
