#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# selftest.sh: each gate passes a small good tree, and fails on each of these
# single faults in it, naming the file or symbol. A gate that can't fail is none.
set -u
here=$(cd "$(dirname "$0")" && pwd)
repo=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

dual='GPL-2.0-only OR BSD-3-Clause'

good_tree()
{
	rm -rf "$work/tree"
	mkdir -p "$work/tree/core/include" "$work/tree/include/uapi" \
		"$work/tree/test/unit" "$work/tree/kernel" "$work/tree/doc" \
		"$work/tree/test/golden" "$work/tree/topology/ucm2/sof-virtio"
	cp -r "$repo/port" "$work/tree/port"
	cd "$work/tree" || exit 1
	printf '// SPDX-License-Identifier: %s\n#include <sofv_port.h>\n#include "mine.h"\nint f(int x);\nint f(int x) { return x; }\n' \
		"$dual" >core/good.c
	printf '/* SPDX-License-Identifier: %s */\n#include <sofv_port.h>\n' \
		"$dual" >core/include/mine.h
	printf '/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR BSD-3-Clause */\n#include <linux/types.h>\n' \
		>include/uapi/wire.h
	printf '/* SPDX-License-Identifier: GPL-2.0-only */\n' >test/unit/bench.h
	printf '// SPDX-License-Identifier: GPL-2.0-only\n#include <linux/module.h>\n' \
		>kernel/drv.c
	cat >doc/protocol.md <<'END'
<!-- SPDX-License-Identifier: GPL-2.0-only -->
**MUST** has the meaning of RFC 2119.

- **P-1.1** A frog MUST
  croak.
- **P-1.2** It SHOULD hop.

Text.

- **P-1.10** It MUST NOT
  fly.
END
	printf '// SPDX-License-Identifier: GPL-2.0-only\n/* P-1.1, P-1.10 */\n' \
		>test/unit/test_frog.c
	printf '# SPDX-License-Identifier: BSD-3-Clause\n\tControl "name='"'Frog Playback Volume'"'"\n\tFile "/sof-virtio/Pond.conf"\n' \
		>topology/ucm2/sof-virtio/sof-virtio.conf
	printf '# SPDX-License-Identifier: BSD-3-Clause\n\tPlaybackPCM "hw:${CardId},0"\n\tPlaybackMixerElem "Frog"\n' \
		>topology/ucm2/sof-virtio/Pond.conf
	printf '# SPDX-License-Identifier: BSD-3-Clause\n\t'"'Frog Playback Volume' {\n\t}\n\tdai.Frog.id 0\n" \
		>test/golden/sof-virtio-pond.txt
}

run()
{
	sh "$here/$1" "$work/tree" "$work/obj" >"$work/out" 2>&1
}

# bad GATE WHAT-IT-MUST-NAME: the tree, spoiled by the caller, must not pass
bad()
{
	if run "$1"; then
		echo "selftest: $1 let pass: $2" >&2
		failed=1
	elif ! grep -q -- "$2" "$work/out"; then
		echo "selftest: $1 failed without naming $2:" >&2
		cat "$work/out" >&2
		failed=1
	fi
	good_tree
}

good_tree
for gate in freestanding.sh includes.sh files.sh protocol.sh ucm.sh; do
	run $gate || {
		echo "selftest: $gate refuses a good tree:" >&2
		cat "$work/out" >&2
		failed=1
	}
done

echo 'void *malloc(size_t n); void *g(void); void *g(void) { return malloc(1); }' >>core/good.c
bad freestanding.sh malloc
echo 'u64 g(u64 a, u64 b); u64 g(u64 a, u64 b) { return a / b; }' >>core/good.c
bad freestanding.sh udivdi3
echo 'double g(double a); double g(double a) { return a * 2; }' >>core/good.c
bad freestanding.sh core/good.c
echo '#include <stdio.h>' >>core/good.c
bad includes.sh stdio.h
mkdir -p dsp && printf '// SPDX-License-Identifier: %s\n#include "mine.h"\n' "$dual" >dsp/d.c
bad includes.sh dsp/d.c
echo '#include <linux/slab.h>' >>include/uapi/wire.h
bad includes.sh linux/slab.h
echo '#include "../test/unit/bench.h"' >>kernel/drv.c
bad includes.sh kernel/drv.c
echo '#include "bench.h"' >>kernel/drv.c
bad includes.sh kernel/drv.c
printf '#ifdef __KERNEL__\n#endif\n' >>core/good.c
bad includes.sh core/good.c
echo 'no licence' >kernel/notes.txt
bad files.sh kernel/notes.txt
sed -i '1s/.*/\/\/ SPDX-License-Identifier: GPL-2.0-only/' core/good.c
bad files.sh core/good.c
yes '' | head -n 1000 >>kernel/drv.c
bad files.sh 'kernel/drv.c has 1002 lines'
sed -i 's/P-1.1, //' test/unit/test_frog.c
bad protocol.sh 'P-1.1 says MUST, and no test cites it'
sed -i 's/, P-1.10//' test/unit/test_frog.c && echo '/* P-1.10 */' >>kernel/drv.c
bad protocol.sh 'P-1.10 says MUST, and no test cites it'
echo '/* P-1.3 */' >>kernel/drv.c
bad protocol.sh 'kernel/drv.c cites P-1.3'
echo '/* P-1 and P-1.1.1 */' >>test/unit/test_frog.c
bad protocol.sh 'test/unit/test_frog.c cites P-1.1.1'
printf '\nIt MUST swim.\n' >>doc/protocol.md
bad protocol.sh 'MUST without a number'
printf -- '- **P-1.2** It MUST swim.\n' >>doc/protocol.md
bad protocol.sh 'P-1.2 stands twice'
: >doc/protocol.md
bad protocol.sh 'has no statements'

sed -i 's/Frog Playback/Toad Playback/' test/golden/sof-virtio-pond.txt
bad ucm.sh "has no 'Frog Playback Volume'"
sed -i 's/Frog/Newt/' topology/ucm2/sof-virtio/sof-virtio.conf
bad ucm.sh "no topology has 'Newt Playback Volume'"
sed -i 's/"Frog"/"Frog Leg"/' topology/ucm2/sof-virtio/Pond.conf
bad ucm.sh "has no 'Frog Leg Playback Volume'"
sed -i 's/,0/,1/' topology/ucm2/sof-virtio/Pond.conf
bad ucm.sh 'has no PCM 1 for Playback'
rm test/golden/sof-virtio-pond.txt
bad ucm.sh 'Pond.conf is for no topology'
sed -i 's/Pond/Lake/' topology/ucm2/sof-virtio/sof-virtio.conf
bad ucm.sh 'Pond.conf is never chosen'

[ $failed -eq 0 ] || exit 1
echo "selftest: every gate fails where it must"
