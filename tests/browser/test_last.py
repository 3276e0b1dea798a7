"""A memory of one: what is asked again with the same arguments is not worked out again."""


def test_the_last_result_is_kept_and_no_other(run_modules):
    call = run_modules("""
        import { last } from "./maths/last.mjs";
        export function asked(questions) {
            const worked = [];
            const sum = last((...given) => {
                worked.push(given);
                return given.reduce((a, b) => a + b, 0);
            });
            return { sums: questions.map((given) => sum(...given)), worked };
        }
    """)
    found = call("asked", [[1, 2], [1, 2], [1, 3], [1], [1, 2], [], []])
    assert found["sums"] == [3, 3, 4, 1, 3, 0, 0]
    assert found["worked"] == [[1, 2], [1, 3], [1], [1, 2], []]


def test_a_failure_is_not_kept(run_modules):
    call = run_modules("""
        import { last } from "./maths/last.mjs";
        export function asked() {
            let times = 0;
            const fail = last(() => {
                times += 1;
                if (times === 1) throw new Error("not yet");
                return times;
            });
            try { fail(); } catch {}
            return [fail(), fail()];
        }
    """)
    assert call("asked") == [2, 2]
