create function public.export_card_issue(issue_id uuid, part int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  issue public.card_issues;
  parts int;
  last_place int;
  list jsonb;
begin
  issue := private.held_card_issue(issue_id);
  parts := (issue.wanted + private.cards_per_part() - 1) / private.cards_per_part();
  last_place := least(part * private.cards_per_part(), issue.wanted);
  if part is null or part not between 1 and parts then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'part', 'problem', 'a whole number from 1 to ' || parts));
  elsif part = any (issue.exported_parts) then
    perform private.fail('already_exported', 409);
  elsif issue.made < last_place then
    perform private.fail('card_issue_not_ready', 409);
  end if;
  -- The PINs go with the rows: what has left is nowhere any more.
  with taken as (
    delete from private.pins_to_export p
    where p.issue_id = issue.id and p.place > (part - 1) * private.cards_per_part() and p.place <= last_place
    returning p.tenant_id, p.card_id, p.pin
  )
  select jsonb_agg(
    jsonb_build_object('serial', c.serial, 'card_no', c.number, 'pin', private.unseal_pin(t.pin)) order by c.serial
  ) into list
  from taken t
  join public.cards c on c.tenant_id = t.tenant_id and c.id = t.card_id;
  update public.card_issues i
  set exported_parts = i.exported_parts || part,
    state = case
      when i.state = 'making' then i.state
      when cardinality(i.exported_parts) + 1 = parts then 'exported'
      else 'exporting'
    end
  where i.tenant_id = issue.tenant_id and i.id = issue.id;
  insert into public.card_events (tenant_id, batch_id, kind, details)
  values (issue.tenant_id, issue.batch_id, 'exported', jsonb_build_object('issue_id', issue.id, 'part', part));
  return jsonb_build_object('part', part, 'parts', parts, 'cards', list);
end
$$;

comment on function public.export_card_issue(uuid, int) is
  'A part of an issue''s list, 2,000 cards each, the first is 1: {part, parts, cards: [{serial, card_no, pin}]}. Each part leaves once and takes its PINs out of the database: whoever asks again is refused and has to replace the cards, or issue others. Of several who ask at once one gets it. A full part may leave while later ones are still being made. For HR managers and the platform. Errors: not_permitted, card_issue_not_found, card_issue_not_ready, already_exported, invalid_request {field, problem}.';

grant execute on function public.export_card_issue(uuid, int) to authenticated, service_role;
