create function private.change_cards(
  action text, selection jsonb, reason text, idempotency_key text, new_end timestamptz default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  company constant uuid := private.company_of_selection(selection);
  why constant text := private.read_text(jsonb_build_object('reason', reason), 'reason', 200, true);
  hash constant bytea := private.request_hash('change_cards', action, selection::text, why, new_end::text);
  action_id constant uuid := private.new_id();
  held uuid[];
  fit uuid[];
  answer jsonb := private.earlier_card_action(company, idempotency_key, hash);
begin
  if answer is not null then
    return answer;
  end if;
  held := private.held_cards(company, selection);
  select coalesce(array_agg(c.id order by c.id) filter (where p.code is null), '{}'),
    jsonb_build_object(
      'cards', count(*) filter (where p.code is null),
      'skipped', coalesce(
        jsonb_agg(jsonb_build_object('card_id', c.id, 'serial', c.serial, 'code', p.code) order by c.serial) filter (where p.code is not null), '[]'
      ) || private.unknown_cards(selection, held)
    )
  into fit, answer
  from public.cards c
  cross join lateral private.card_action_problem(change_cards.action, c, new_end) p (code)
  where c.tenant_id = company and c.id = any (held);
  case action
    when 'activate' then perform private.enable_cards(company, fit);
    when 'freeze' then perform private.set_frozen(company, fit, true);
    when 'unfreeze' then perform private.set_frozen(company, fit, false);
    when 'void' then perform private.end_cards(company, fit, why);
    when 'extend' then perform private.lengthen_cards(company, fit, new_end);
  end case;
  insert into public.card_events (tenant_id, batch_id, card_id, kind, details)
  select c.tenant_id, c.batch_id, c.id,
    case change_cards.action
      when 'activate' then 'enabled' when 'freeze' then 'frozen' when 'unfreeze' then 'unfrozen' when 'void' then 'voided' else 'extended'
    end,
    jsonb_strip_nulls(jsonb_build_object('reason', why, 'action_id', action_id, 'valid_until', new_end))
  from public.cards c
  where c.tenant_id = company and c.id = any (fit);
  insert into private.card_actions (tenant_id, id, action, member_id, reason, idempotency_key, request_hash, answer)
  values (company, action_id, change_cards.action, private.member_id(), why, change_cards.idempotency_key, hash, answer);
  return answer;
end
$$;

comment on function private.change_cards(text, jsonb, text, text, timestamptz) is
  'What all actions on cards have in common: who may, which cards, which of them are fit for it, once per key, and the record of who did it when and why. Locks the cards in the order of ids, then accounts. Errors: those of private.company_of_selection(), invalid_request, idempotency_mismatch, and of the action.';
