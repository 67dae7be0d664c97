from donthu.cli import main

main()
