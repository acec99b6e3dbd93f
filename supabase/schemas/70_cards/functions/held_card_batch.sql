create function private.held_card_batch(company uuid, batch_id uuid) returns public.card_batches
language plpgsql volatile security definer set search_path = '' as $$
declare
  held public.card_batches;
begin
  select b.* into held
  from public.card_batches b
  where b.id = held_card_batch.batch_id and b.tenant_id = coalesce(held_card_batch.company, b.tenant_id)
    and not b.for_departures
    -- What the platform pays for is the platform's to issue.
    and (b.issuer = 'tenant' or private.called_by_platform())
  for no key update;
  if held.id is null then
    perform private.fail('card_batch_not_found', 404);
  end if;
  return held;
end
$$;

comment on function private.held_card_batch(uuid, uuid) is
  'A batch that the caller may issue and change, locked: of the company (null: of any, for the platform), not the batch of claim codes, not one that the platform pays for unless it is the platform that calls. Errors: card_batch_not_found.';
