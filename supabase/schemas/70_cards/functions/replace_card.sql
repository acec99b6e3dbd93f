create function public.replace_card(card_id uuid, reason text, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  why constant text := private.read_text(jsonb_build_object('reason', reason), 'reason', 200, true);
  hash constant bytea := private.request_hash('replace_card', card_id::text, why);
  action_id constant uuid := private.new_id();
  pin constant text := private.random_pin();
  old public.cards;
  made public.cards;
  answer jsonb;
begin
  select c.* into old
  from public.cards c
  join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
  where c.id = replace_card.card_id and c.tenant_id = coalesce(caller.tenant_id, c.tenant_id)
    and (b.issuer = 'tenant' or caller.tenant_id is null);
  if old.id is null then
    perform private.fail('card_not_found', 404);
  end if;
  answer := private.earlier_card_action(old.tenant_id, idempotency_key, hash);
  if answer is not null then
    return answer;
  end if;
  made := private.put_replacement(old.tenant_id, old.id, pin);
  insert into public.card_events (tenant_id, batch_id, card_id, kind, details)
  values
    (made.tenant_id, made.batch_id, old.id, 'replaced', jsonb_build_object('reason', why, 'action_id', action_id, 'by', made.id)),
    (made.tenant_id, made.batch_id, made.id, 'issued', jsonb_build_object('reason', why, 'action_id', action_id, 'replaces', old.id));
  answer := jsonb_build_object('card_id', made.id, 'serial', made.serial, 'card_no', made.number, 'pin', null);
  insert into private.card_actions (tenant_id, id, action, member_id, reason, idempotency_key, request_hash, answer)
  values (made.tenant_id, action_id, 'replace', caller.member_id, why, replace_card.idempotency_key, hash, answer);
  return answer || jsonb_build_object('pin', pin);
end
$$;

comment on function public.replace_card(uuid, text, text) is
  'Replaces a lost card: another number and PIN open the same wallet, and the old card is dead with its sessions. Gives {card_id, serial, card_no, pin}; the PIN once: the same key again gives pin null. Claim codes of those who have left, too. For HR managers and the platform. Errors: not_permitted, card_not_found, card_not_replaceable {status}, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.replace_card(uuid, text, text) to authenticated, service_role;
