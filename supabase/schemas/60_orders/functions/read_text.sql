create function private.read_text(request jsonb, field text, max_length integer, required boolean) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_trimmed constant text := btrim(request ->> field, E' \t\r\n\u3000');
  -- Blanks and characters that leave no mark say nothing.
  v_text constant text := case
    when v_trimmed !~ '^[\s\u00a0\u115f\u1160\u2000-\u200d\u202f\u205f\u2060\u3000\u3164\ufeff\uffa0]*$' then v_trimmed
  end;
  v_problem constant text := case
    when coalesce(request -> field, 'null') <> 'null' and jsonb_typeof(request -> field) <> 'string' then 'not_text'
    when v_text is null then case when required then 'missing' end
    when length(v_text) > max_length then 'too_long'
    -- Control characters, and the invisible ones that turn the direction of a text round.
    when not private.is_one_line(v_text) then 'control_characters'
  end;
begin
  if v_problem is not null then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', field, 'problem', v_problem));
  end if;
  return v_text;
end
$$;

comment on function private.read_text(jsonb, text, integer, boolean) is
  'One line of text out of a request, without blanks at its ends; null when it is missing or blank and need not be there. Errors: invalid_request {field, problem: missing, not_text, too_long, control_characters}.';
